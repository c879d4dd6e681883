import { tableOf } from "../../table-of.ts";
import { OPERATORS } from "../condition-operators.ts";
import { type OperatorName, readOperatorName } from "../grammar/operator-name.ts";

/** What each operator asks of a key. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html */
const SAYS: ReadonlyMap<string, string> = tableOf({
  StringEquals: "is exactly one of the values",
  StringNotEquals: "is none of the values, or is absent",
  StringEqualsIgnoreCase: "is one of the values, in any case",
  StringNotEqualsIgnoreCase: "is none of the values in any case, or is absent",
  StringLike: "matches one of the values, in which * and ? stand for other characters",
  StringNotLike: "matches none of the values, or is absent",
  ArnEquals: "is an ARN that matches one of the values, each part by itself",
  ArnLike: "is an ARN that matches one of the values, each part by itself",
  ArnNotEquals: "matches none of the ARNs, or is absent",
  ArnNotLike: "matches none of the ARNs, or is absent",
  IpAddress: "is an address in one of the ranges",
  NotIpAddress: "is an address in none of the ranges, or is absent",
  Bool: "is true, or is false, as the value says",
  BinaryEquals: "is byte for byte one of the values, which are written in base64",
  NumericEquals: "is this number",
  NumericNotEquals: "is another number, or is absent",
  NumericLessThan: "is less than the value",
  NumericLessThanEquals: "is the value or less",
  NumericGreaterThan: "is greater than the value",
  NumericGreaterThanEquals: "is the value or greater",
  DateEquals: "is this moment",
  DateNotEquals: "is another moment, or is absent",
  DateLessThan: "is before the moment",
  DateLessThanEquals: "is the moment or before",
  DateGreaterThan: "is after the moment",
  DateGreaterThanEquals: "is the moment or after",
  Null: "is absent where the value is true, and is there where it is false",
});

const NAMES = [...OPERATORS.map(({ name }) => name), "Null"];

/** Every name of an operator as AWS writes it: the plain ones first, then those with IfExists, then those for lists. */
export const OPERATOR_NAMES: readonly string[] = [
  ...NAMES,
  ...NAMES.filter((name) => name !== "Null").map((name) => `${name}IfExists`),
  ...["ForAnyValue", "ForAllValues"].flatMap((set) => NAMES.map((name) => `${set}:${name}`)),
];

/** Says what an operator asks of a key, or answers undefined where AWS knows no such operator. */
export function operatorWords(written: string): string | undefined {
  const read = readOperatorName(written);
  const says = read && saysOf(read);
  if (read === undefined || says === undefined) return undefined;
  const holds = `Holds where ${SUBJECTS[read.set ?? "none"]} ${says}`;
  return read.ifExists ? `${holds}; and where the key is absent.` : `${holds}.`;
}

/** A negated operator holds on an absent key by itself; with a set operator it is the set that decides. */
function saysOf({ name, set }: OperatorName): string | undefined {
  const says = SAYS.get(name);
  return set === undefined ? says : says?.replace(", or is absent", "");
}

const SUBJECTS = {
  none: "the key",
  ForAnyValue: "at least one value of the key",
  // AWS: ForAllValues is also true where the request carries no such key.
  ForAllValues: "the key is absent, or each of its values",
} as const;
