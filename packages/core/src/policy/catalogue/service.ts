import type { PackedAction, PackedKey, PackedService } from "./packed.ts";

/** AWS's access levels, from looking to deciding who may. https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_understand-policy-summary-access-level-summaries.html */
export const ACCESS_LEVELS = ["List", "Read", "Write", "Tagging", "Permissions management"] as const;
export type AccessLevel = (typeof ACCESS_LEVELS)[number];

const KEY_TYPES = [
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
/** The type of a condition key's values; those of ArrayOf… may be several. */
export type KeyType = (typeof KEY_TYPES)[number];

/** A condition key in AWS's spelling; a part "${TagKey}" stands for any text. */
export type ConditionKey = { key: string; type: KeyType };

/** A resource type; arn has variables, e.g. "arn:${Partition}:s3:::${BucketName}". */
export type ResourceType = { name: string; arn: string; conditionKeys: readonly ConditionKey[] };

/** A resource type that an action takes; required where the action always names one of it. */
export type ActionResource = { type: ResourceType; required: boolean; conditionKeys: readonly ConditionKey[] };

/** An action; index is its place in the catalogue, so that sets of actions can be sets of numbers. */
export type Action = {
  /** As AWS writes it: "s3:GetObject". */
  id: string;
  lower: string;
  service: string;
  name: string;
  index: number;
  level: AccessLevel;
  /** Empty where the action knows no resource, so that only "*" covers it. */
  resources: readonly ActionResource[];
  /** The types of those; actions of a service that have the same types share one list. */
  types: readonly ResourceType[];
  /** The keys of the action itself; its resources have more. */
  conditionKeys: readonly ConditionKey[];
};

/** A service by the prefix of its actions; actions are in the order of their lower-case names. */
export type Service = {
  prefix: string;
  name: string;
  actions: readonly Action[];
  resources: readonly ResourceType[];
  conditionKeys: readonly ConditionKey[];
};

/** Unpacks a key. */
export function unpackKey([key, type]: PackedKey): ConditionKey {
  return { key, type: KEY_TYPES[type] ?? "String" };
}

/** Unpacks a service whose first action has the number first. */
export function unpackService(
  [prefix, name, packedKeys, packedResources, packedActions, sets]: PackedService,
  first: number,
): Service {
  const keys = packedKeys.map(unpackKey);
  const keySets = sets.map((set) => (set === "" ? [] : set.split(" ").flatMap((number) => keys[Number(number)] ?? [])));
  const keysOf = (set: number): readonly ConditionKey[] => keySets[set] ?? [];
  const resources = packedResources.map(([type, arn, set]): ResourceType => ({
    name: type,
    arn,
    conditionKeys: keysOf(set),
  }));
  const sharedTypes = sharing();
  const actions = packedActions.map((packed, index): Action => {
    const [actionName, level, set] = packed;
    const id = `${prefix}:${actionName}`;
    const ofAction = unpackResources(packed, resources, keysOf);
    return {
      id,
      lower: id.toLowerCase(),
      service: prefix,
      name: actionName,
      index: first + index,
      level: ACCESS_LEVELS[level] ?? "Write",
      resources: ofAction,
      types: sharedTypes(ofAction.map(({ type }) => type)),
      conditionKeys: keysOf(set),
    };
  });
  return { prefix, name, actions, resources, conditionKeys: keys };
}

/** Answers the first of equal lists for each of them. */
function sharing(): (types: readonly ResourceType[]) => readonly ResourceType[] {
  const lists = new Map<string, readonly ResourceType[]>();
  return (types) => {
    const names = types.map(({ name }) => name).join(" ");
    const known = lists.get(names);
    if (known === undefined) lists.set(names, types);
    return known ?? types;
  };
}

function unpackResources(
  [, , , ...numbers]: PackedAction,
  resources: readonly ResourceType[],
  keysOf: (set: number) => readonly ConditionKey[],
): ActionResource[] {
  return numbers.flatMap((number, index) => {
    const type = index % 2 === 0 ? resources[number >> 1] : undefined;
    if (type === undefined) return [];
    return { type, required: (number & 1) === 1, conditionKeys: keysOf(numbers[index + 1] ?? 0) };
  });
}
