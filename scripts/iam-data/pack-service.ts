import { z } from "zod";

const Actions = z.record(
  z.string(),
  z.object({
    name: z.string(),
    accessLevel: z.string(),
    conditionKeys: z.array(z.string()),
    resourceTypes: z.array(z.object({ name: z.string(), required: z.boolean(), conditionKeys: z.array(z.string()) })),
  }),
);
const Resources = z.record(
  z.string(),
  z.object({ key: z.string(), arn: z.string(), conditionKeys: z.array(z.string()).optional() }),
);
const Keys = z.record(z.string(), z.object({ key: z.string(), type: z.string() }));

/** The files of one service, as JSON.parse gives them. */
export type ServiceFiles = { prefix: string; name: string; actions: unknown; resources: unknown; keys: unknown };

/** The types of condition keys in the order by which the pack names them. */
export const KEY_TYPES = [
  "String",
  "ArrayOfString",
  "ARN",
  "ArrayOfARN",
  "Bool",
  "ArrayOfBool",
  "Numeric",
  "Date",
  "IPAddress",
] as const;

/** Access levels in the order by which the pack names them; AWS's service reference says which of Write are more than that. */
export const LEVELS = ["List", "Read", "Write", "Tagging", "Permissions management"] as const;

/** The data writes the name of a tag in three ways; the pack knows "${TagKey}" only. */
export const keyName = (key: string): string => key.replace(/\/(tag-key|<key>)$/, "/${TagKey}");

const byName = (one: string, other: string): number => {
  if (one === other) return 0;
  return one < other ? -1 : 1;
};

/** Packs one service: names once, sets of condition keys once, everything else by number; the same data gives the same value. */
export function packService(files: ServiceFiles): unknown {
  const keys = Object.values(Keys.parse(files.keys)).toSorted((one, other) => byName(one.key, other.key));
  const sets = numbered<string>();
  const keyNumbers = new Map(keys.map(({ key }, index) => [key.toLowerCase(), index]));
  const setOf = (names: readonly string[]): number =>
    sets.numberOf(
      names
        .map((name) => keyNumbers.get(name.toLowerCase()) ?? unknown(files.prefix, name))
        .toSorted((one, other) => one - other)
        .join(" "),
    );
  const resources = Object.values(Resources.parse(files.resources)).toSorted((one, other) =>
    byName(one.key, other.key),
  );
  const resourceNumbers = new Map(resources.map(({ key }, index) => [key.toLowerCase(), index]));
  const actions = Object.values(Actions.parse(files.actions))
    .toSorted((one, other) => byName(one.name.toLowerCase(), other.name.toLowerCase()))
    .map(({ name, accessLevel, conditionKeys, resourceTypes }) => [
      name,
      levelOf(accessLevel),
      setOf(conditionKeys),
      ...resourceTypes.flatMap((resource) => {
        const number = resourceNumbers.get(resource.name.toLowerCase()) ?? unknown(files.prefix, resource.name);
        return [number * 2 + (resource.required ? 1 : 0), setOf(resource.conditionKeys)];
      }),
    ]);
  const packedResources = resources.map(({ key, arn, conditionKeys = [] }) => [key, arn, setOf(conditionKeys)]);
  return [
    files.prefix,
    files.name,
    keys.map(({ key, type }) => [keyName(key), typeOf(type)]),
    packedResources,
    actions,
    sets.all,
  ];
}

function numbered<Value>(): { all: Value[]; numberOf(value: Value): number } {
  const numbers = new Map<Value, number>();
  const all: Value[] = [];
  return {
    all,
    numberOf: (value) => {
      const known = numbers.get(value);
      if (known !== undefined) return known;
      numbers.set(value, all.length);
      return all.push(value) - 1;
    },
  };
}

/** "Tagging, Write" is Tagging: the more telling of two names. */
function levelOf(written: string): number {
  const level = LEVELS.findIndex((name) => name === written.split(",")[0]);
  return level < 0 ? unknown("access level", written) : level;
}

function typeOf(written: string): number {
  const type = KEY_TYPES.findIndex((name) => name === written);
  return type < 0 ? unknown("type", written) : type;
}

function unknown(where: string, what: string): never {
  throw new Error(`${where}: ${what} is not in the data`);
}
