import { expect, test } from "bun:test";
import { reasonSentence, shortReason } from "./reason.ts";

const byTag = { identity: "payments", rule: { kind: "tag", tag: "consoleme-authorized" } } as const;
const bySettings = { identity: "ann@corp.example", rule: { kind: "settings", key: "group_mapping" } } as const;

test("a short reason names the identity, and that there are more", () => {
  expect(shortReason([byTag])).toBe("Group payments");
  expect(shortReason([bySettings, byTag])).toBe("Settings: you, by name, +1");
});

test("a whole reason names the rule and whom it names", () => {
  expect(reasonSentence(byTag)).toBe("The tag consoleme-authorized on the role names your group payments");
  expect(reasonSentence(bySettings)).toBe("The setting group_mapping names you by name");
});
