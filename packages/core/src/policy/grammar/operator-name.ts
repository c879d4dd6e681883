import { OPERATORS } from "../condition-operators.ts";

/** What a kind of operator compares. */
export type Family = "String" | "Numeric" | "Date" | "Bool" | "Binary" | "IpAddress" | "Arn" | "Null";

const PREFIXES: readonly Family[] = ["Numeric", "Date", "Bool", "Binary", "Arn", "Null"];

function familyOf(name: string): Family {
  return PREFIXES.find((family) => name.startsWith(family)) ?? (name.endsWith("IpAddress") ? "IpAddress" : "String");
}

/** The parts of a condition operator's name, e.g. ForAnyValue:StringLikeIfExists. */
export type OperatorName = {
  family: Family;
  set: "ForAllValues" | "ForAnyValue" | undefined;
  /** AWS's spelling of the operator alone: "StringLike", or "Null". */
  name: string;
  ifExists: boolean;
};

const NAMES: ReadonlyMap<string, string> = new Map(
  [...OPERATORS.map(({ name }) => name), "Null"].map((name) => [name.toLowerCase(), name]),
);

const SETS = { forallvalues: "ForAllValues", foranyvalue: "ForAnyValue" } as const;

/**
 * Reads the name of a condition operator in any case, or answers undefined where AWS knows no such operator.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
export function readOperatorName(written: string): OperatorName | undefined {
  const known = read.get(written);
  if (known !== undefined) return known;
  const [, set, lower = "", ifExists] =
    /^(?:(forallvalues|foranyvalue):)?(\w+?)(ifexists)?$/.exec(written.toLowerCase()) ?? [];
  const name = NAMES.get(lower);
  if (name === undefined || (name === "Null" && ifExists !== undefined)) return undefined;
  return { family: familyOf(name), set: SETS[set as keyof typeof SETS], name, ifExists: ifExists !== undefined };
}

/** The usual spellings, read once: policies hold few different operators. */
const read: ReadonlyMap<string, OperatorName> = new Map(
  [...NAMES.values()].flatMap((name) =>
    [undefined, "ForAllValues", "ForAnyValue"].flatMap((set) =>
      [false, true]
        .filter((ifExists) => name !== "Null" || !ifExists)
        .map((ifExists): [string, OperatorName] => [
          `${set === undefined ? "" : `${set}:`}${name}${ifExists ? "IfExists" : ""}`,
          { family: familyOf(name), set: set as OperatorName["set"], name, ifExists },
        ]),
    ),
  ),
);
