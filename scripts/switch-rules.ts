import { switchRules } from "./switch-rules/switch-rules.ts";

const outcomes = await switchRules();
for (const { rule, red } of outcomes)
  console.log(`${red === undefined ? "MISSED" : "caught"}  ${rule.id}  ${red ?? rule.page}`);
const missed = outcomes.filter(({ red }) => red === undefined).length;
console.log(`${outcomes.length} rules, ${missed} missed`);
process.exit(missed === 0 ? 0 : 1);
