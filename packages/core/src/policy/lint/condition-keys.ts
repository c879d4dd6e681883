import { suggestConditionKeys } from "../catalogue/suggest.ts";
import type { StatementTree } from "../grammar/tree.ts";
import { comparable, familyOf, isMultiValued, isProviderKey, keyOf } from "./condition-facts.ts";
import { replaceText } from "./edits.ts";
import { check, guide, type Rule } from "./rule.ts";
import type { Subject } from "./subject.ts";

const OPERATORS = guide("reference_policies_elements_condition_operators.html");
const GLOBAL_KEYS = guide("reference_policies_condition-keys.html");
const MULTI = guide("reference_policies_condition-single-vs-multi-valued-context-keys.html");

/** Old keys that AWS has replaced. */
const DEPRECATED: Readonly<Record<string, string>> = { "aws:sourceowner": "aws:SourceAccount" };

/** Which keys a condition asks for, and by which operator. */
export const CONDITION_KEY_RULES: readonly Rule[] = [
  {
    id: "condition-key-format",
    severity: "error",
    explains: "A condition key is written prefix:name, and AWS refuses another form.",
    see: check("access-analyzer-reference-policy-checks-error-invalid-condition-key-format"),
    statement({ conditions }, _subject, tell) {
      for (const { key } of conditions)
        if (!/^[^:\s]+:\S/.test(key.value))
          tell(key, `${JSON.stringify(key.value)} has no prefix such as aws: or s3:.`);
    },
  },
  {
    id: "unknown-global-key",
    severity: "error",
    explains: "AWS fills the keys that begin with aws: itself; one that it does not know is never there.",
    see: GLOBAL_KEYS,
    statement({ conditions }, { catalogue }, tell) {
      for (const { key } of conditions) {
        if (!/^aws:/i.test(key.value) || catalogue.conditionKey(key.value) !== undefined) continue;
        if (isTagWithoutName(key.value)) continue;
        const [meant] = suggestConditionKeys(catalogue, key.value);
        const fixed = meant === undefined || meant.includes("${") ? undefined : replaceText(key, meant);
        tell(key, `AWS has no condition key ${key.value}.${meant === undefined ? "" : ` Is ${meant} meant?`}`, fixed);
      }
    },
  },
  {
    id: "unknown-condition-key",
    severity: "warning",
    explains: "A key that no service fills is never there, so the condition never or always holds.",
    see: check("access-analyzer-reference-policy-checks-error-invalid-service-condition-key"),
    statement({ conditions }, { catalogue }, tell) {
      for (const { key } of conditions) {
        if (/^aws:/i.test(key.value) || !key.value.includes(":") || isProviderKey(key.value)) continue;
        if (catalogue.conditionKey(key.value) !== undefined) continue;
        const [meant] = suggestConditionKeys(catalogue, key.value);
        const fixed = meant === undefined || meant.includes("${") ? undefined : replaceText(key, meant);
        tell(
          key,
          `No service has the condition key ${key.value}.${meant === undefined ? "" : ` Is ${meant} meant?`}`,
          fixed,
        );
      }
    },
  },
  {
    id: "tag-key-missing",
    severity: "error",
    explains: "A key for tags needs the name of the tag after its slash.",
    see: check("access-analyzer-reference-policy-checks-error-missing-tag-key-in-condition"),
    statement({ conditions }, _subject, tell) {
      for (const { key } of conditions)
        if (isTagWithoutName(key.value)) tell(key, `Write the name of the tag: ${key.value.replace(/\/?$/, "/")}Name.`);
    },
  },
  {
    id: "deprecated-condition-key",
    severity: "warning",
    explains: "AWS keeps the key for old policies only.",
    see: check("access-analyzer-reference-policy-checks-general-warning-deprecated-global-condition-key"),
    statement({ conditions }, _subject, tell) {
      for (const { key } of conditions) {
        const better = DEPRECATED[key.value.toLowerCase()];
        if (better !== undefined) tell(key, `${key.value} is old; use ${better}.`, replaceText(key, better));
      }
    },
  },
  {
    id: "condition-key-not-for-action",
    severity: "warning",
    explains: "A request carries the keys of its own action only; by others a condition never or always holds.",
    see: guide("reference_policies_actions-resources-contextkeys.html"),
    on: ["identity", "session", "service-control", "resource-control", "resource", "endpoint"],
    statement(statement, subject, tell) {
      const supported = keysOfActions(statement, subject);
      if (supported === undefined) return;
      for (const condition of statement.conditions) {
        const known = keyOf(condition, subject);
        if (known === undefined || /^aws:/i.test(known.key) || isProviderKey(known.key)) continue;
        if (subject.catalogue.globalKeys.some(({ key }) => key === known.key)) continue;
        if (!supported.has(known.key.toLowerCase()))
          tell(condition.key, `None of the actions of this statement carries ${condition.key.value}.`);
      }
    },
  },
  {
    id: "operator-type",
    severity: "warning",
    explains: "An operator of another kind than the key's values never holds, or always.",
    see: OPERATORS,
    statement({ conditions }, subject, tell) {
      for (const condition of conditions) {
        const known = keyOf(condition, subject);
        if (known === undefined || condition.test === undefined) continue;
        if (!comparable(known.type, familyOf(condition.test.name)))
          tell(
            condition.operator,
            `${known.key} is of type ${known.type}, which ${condition.test.name} cannot compare.`,
          );
      }
    },
  },
  {
    id: "set-operator-missing",
    severity: "warning",
    explains:
      "A request may carry several values of this key; ForAllValues or ForAnyValue says which of them must match.",
    see: MULTI,
    statement({ conditions }, subject, tell) {
      for (const condition of conditions) {
        const known = keyOf(condition, subject);
        if (known === undefined || condition.test === undefined || condition.test.name === "Null") continue;
        if (isMultiValued(known) && condition.test.set === undefined)
          tell(condition.operator, `${known.key} may have several values: use ForAnyValue: or ForAllValues:.`);
      }
    },
  },
  {
    id: "set-operator-single",
    severity: "warning",
    explains: "This key has one value; ForAllValues on it also holds where the key is absent, which makes it too wide.",
    see: check("access-analyzer-reference-policy-checks-security-warning-forallvalues-with-single-valued-key"),
    statement({ conditions }, subject, tell) {
      for (const condition of conditions) {
        const known = keyOf(condition, subject);
        if (known === undefined || isMultiValued(known) || condition.test?.set !== "ForAllValues") continue;
        const { start, value } = condition.operator;
        const prefix = { start: start + 1, end: start + 1 + value.indexOf(":") + 1 };
        const escaped = condition.operator.end - start !== value.length + 2;
        tell(
          condition.operator,
          `${known.key} has one value: leave ForAllValues: out.`,
          escaped ? undefined : [{ ...prefix, text: "" }],
        );
      }
    },
  },
  {
    id: "null-with-qualifier",
    severity: "suggestion",
    explains: "Null asks whether a key is there, so ForAllValues and ForAnyValue change nothing.",
    see: check("access-analyzer-reference-policy-checks-suggestion-null-with-qualifier"),
    statement({ conditions }, _subject, tell) {
      for (const { operator, test } of conditions)
        if (test?.name === "Null" && test.set !== undefined)
          tell(operator, "Null needs no ForAllValues or ForAnyValue.", replaceText(operator, "Null"));
    },
  },
  {
    id: "condition-key-twice",
    severity: "error",
    explains: "Keys are compared without regard to case, and AWS refuses one operator with a key twice.",
    see: check("access-analyzer-reference-policy-checks-error-duplicate-keys-with-different-case"),
    statement({ conditions }, _subject, tell) {
      const seen = new Map<string, string>();
      for (const { operator, key } of conditions) {
        const name = `${operator.start} ${key.value.toLowerCase()}`;
        const before = seen.get(name);
        if (before !== undefined && before !== key.value) tell(key, `${key.value} and ${before} are one key.`);
        seen.set(name, key.value);
      }
    },
  },
];

function isTagWithoutName(written: string): boolean {
  return /^(aws:(request|resource|principal)tag|[a-z0-9-]+:resourcetag)\/?$/i.test(written);
}

/** Every key that the statement's actions carry, in lower case; undefined where too many actions make it meaningless. */
function keysOfActions(statement: StatementTree, subject: Subject): Set<string> | undefined {
  if (statement.action?.element !== "Action" || statement.conditions.length === 0) return undefined;
  const actions = subject.actionsOf(statement);
  if (actions.length === 0 || actions.length > 5_000) return undefined;
  const keys = new Set<string>();
  for (const { conditionKeys, resources } of actions) {
    for (const { key } of conditionKeys) keys.add(key.toLowerCase());
    for (const { type, conditionKeys: more } of resources) {
      for (const { key } of more) keys.add(key.toLowerCase());
      for (const { key } of type.conditionKeys) keys.add(key.toLowerCase());
    }
  }
  return keys;
}
