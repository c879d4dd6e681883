import type { ConditionKey, KeyType } from "../catalogue/service.ts";
import type { ConditionTree } from "../grammar/tree.ts";
import type { Subject } from "./subject.ts";

/** What a kind of operator compares. */
export type Family = "String" | "Numeric" | "Date" | "Bool" | "Binary" | "IpAddress" | "Arn" | "Null";

const PREFIXES: readonly Family[] = ["Numeric", "Date", "Bool", "Binary", "Arn", "Null"];

/** The family of a condition operator's name. */
export function familyOf(name: string): Family {
  return PREFIXES.find((family) => name.startsWith(family)) ?? (name.endsWith("IpAddress") ? "IpAddress" : "String");
}

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

/** What the catalogue knows of the key of a condition. */
export function keyOf({ key }: ConditionTree, { catalogue }: Subject): ConditionKey | undefined {
  return catalogue.conditionKey(key.value);
}

/** Whether a request may carry several values of a key. */
export function isMultiValued(key: ConditionKey): boolean {
  return key.type.startsWith("ArrayOf");
}

/** A key of an identity provider, e.g. token.actions.githubusercontent.com:sub: what comes before the colon is a host. */
export function isProviderKey(written: string): boolean {
  return /^[^:]+\.[^:]+:.+/.test(written) || /^saml:/i.test(written);
}
