import type { ConditionKey, KeyType } from "../catalogue/service.ts";
import type { Family } from "../grammar/operator-name.ts";

/** Old keys that AWS has replaced. */
export const DEPRECATED: ReadonlyMap<string, string> = new Map([["aws:sourceowner", "aws:SourceAccount"]]);

const FAMILIES: Readonly<Record<KeyType, readonly Family[]>> = {
  String: ["String", "Binary"],
  ArrayOfString: ["String", "Binary"],
  // AWS compares an ARN by String operators as well, without its rule for segments.
  ARN: ["Arn", "String"],
  ArrayOfARN: ["Arn", "String"],
  Bool: ["Bool", "String"],
  ArrayOfBool: ["Bool", "String"],
  Numeric: ["Numeric", "String"],
  Date: ["Date", "Numeric", "String"],
  IPAddress: ["IpAddress", "String"],
};

/** Whether values of a type can be compared by a family of operators. */
export function comparable(type: KeyType, family: Family): boolean {
  return family === "Null" || FAMILIES[type].includes(family);
}

/** Whether something may be wrong with a key, given in lower case: it is unknown, old, or lacks the name of a tag. */
export function isOddKey(lower: string, known: ConditionKey | undefined): boolean {
  return known === undefined || DEPRECATED.has(lower) || lower.endsWith("tag") || lower.endsWith("tag/");
}

/** Whether a request may carry several values of a key. */
export function isMultiValued(key: ConditionKey): boolean {
  return key.type.startsWith("ArrayOf");
}

/** A key of an identity provider, e.g. token.actions.githubusercontent.com:sub: what comes before the colon is a host. */
export function isProviderKey(written: string): boolean {
  return /^[^:]+\.[^:]+:.+/.test(written) || /^saml:/i.test(written);
}
