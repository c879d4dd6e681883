import type { Catalogue } from "../catalogue/catalogue.ts";
import type { DocumentKind } from "../document-kind.ts";
import { applyFix } from "../lint/apply-fix.ts";
import { lintPolicy } from "../lint/lint.ts";

const SURROUNDINGS = {
  accountId: "111122223333",
  accounts: new Set(["111122223333"]),
  hubRoleArn: "arn:aws:iam::111122223333:role/GatehouseHub",
  spokeRoleArns: ["arn:aws:iam::111122223333:role/GatehouseSpoke"],
  actorRoleArn: "arn:aws:iam::111122223333:role/Admin",
};

/** Answers what is wrong with how a text is judged, or undefined: lint never throws, points into the text, and mends no JSON to none. */
export function checkLint(text: string, kind: DocumentKind, catalogue: Catalogue): string | undefined {
  const isJson = parses(text);
  try {
    for (const { rule, at, fix = [] } of lintPolicy(text, { kind, catalogue, surroundings: SURROUNDINGS })) {
      if (at.start < 0 || at.start > at.end || at.start > text.length) return `${rule} points outside of the text`;
      if (isJson && !parses(applyFix(text, fix))) return `the fix of ${rule} leaves no JSON`;
    }
    return undefined;
  } catch (error) {
    return `lint threw ${String(error)}`;
  }
}

function parses(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
