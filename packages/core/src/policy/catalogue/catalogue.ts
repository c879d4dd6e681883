import { memoise } from "../memoise.ts";
import { type ActionFacts, actionFacts } from "./action-facts.ts";
import { conditionKeyFinder } from "./condition-keys.ts";
import { finderOf } from "./finder.ts";
import { type PackedService, readPacked } from "./packed.ts";
import { type Action, type ConditionKey, type Service, unpackKey, unpackService } from "./service.ts";

/** Every action, resource type and condition key that AWS publishes, at one date. */
export type Catalogue = {
  /** The version of the data, which ends with its date. */
  version: string;
  /** The prefixes of all services, sorted. */
  prefixes: readonly string[];
  /** How many actions there are. */
  size: number;
  /** The keys that AWS evaluates for every service, e.g. aws:PrincipalArn. */
  globalKeys: readonly ConditionKey[];
  /** The service of a prefix, in any case. */
  service(prefix: string): Service | undefined;
  /** The action of a whole name like "s3:GetObject", in any case. */
  action(id: string): Action | undefined;
  /** The key of a written name, in any case; "aws:RequestTag/team" finds aws:RequestTag/${TagKey}. */
  conditionKey(written: string): ConditionKey | undefined;
  /** What is to be said of a text like "s3:Get*" as an action; remembered, for the same actions stand in many policies. */
  facts(text: string): ActionFacts;
  /** The same of a part of a text, as which it stands in a policy. */
  factsAt(text: string, from: number, to: number): ActionFacts;
  /** The actions that a pattern like "s3:Get*" covers, by their index. */
  matching(pattern: string): readonly Action[];
};

/** Actions that remembered texts cover, all together: some 20 MB, for a text may cover every action. */
const COVERED_KEPT = 2_000_000;
/** What a text weighs besides, and so many of its characters weigh as much as an action. */
const TEXT_WEIGHT = 50;
const CHARACTERS = 4;
/** Characters of remembered names of condition keys, all together: some four thousand names. */
const KEY_CHARACTERS_KEPT = 200_000;
const KEY_WEIGHT = 20;

/** Makes the catalogue from the unpacked bytes of assets/iam-catalogue.json.gz; a service is unpacked when it is first asked for. */
export function createCatalogue(bytes: Uint8Array): Catalogue {
  const packed = readPacked(bytes);
  const places = placesOf(packed.services);
  const services = new Map<string, Service>();
  const service = (prefix: string): Service | undefined => {
    const lower = prefix.toLowerCase();
    const known = services.get(lower);
    const place = known === undefined ? places.get(lower) : undefined;
    if (place === undefined) return known;
    const unpacked = unpackService(place.packed, place.first);
    services.set(lower, unpacked);
    return unpacked;
  };
  const prefixes = packed.services.map(([prefix]) => prefix);
  const globalKeys = packed.global.map(unpackKey);
  const names = packed.services.flatMap(([prefix, , , , actions]) => actions.map(([name]) => `${prefix}:${name}`));
  const find = finderOf(names);
  const ofActions: (ActionFacts | undefined)[] = names.map(() => undefined);
  const factsOf = (index: number): ActionFacts =>
    (ofActions[index] ??= actionFacts({ prefixes, service }, names[index] ?? ""));
  const ofOthers = memoise(
    COVERED_KEPT,
    (text) => actionFacts({ prefixes, service }, text),
    (text, { matching }) => TEXT_WEIGHT + text.length / CHARACTERS + matching.length,
  );
  const factsAt = (text: string, from: number, to: number): ActionFacts => {
    const index = find(text, from, to);
    return index < 0 ? ofOthers(text.slice(from, to)) : factsOf(index);
  };
  const facts = (text: string): ActionFacts => factsAt(text, 0, text.length);
  return {
    version: packed.version,
    prefixes,
    size: names.length,
    globalKeys,
    service,
    action: (id) => {
      const index = find(id, 0, id.length);
      return index < 0 ? undefined : factsOf(index).exact;
    },
    conditionKey: memoise(
      KEY_CHARACTERS_KEPT,
      conditionKeyFinder(globalKeys, () => packed.services.flatMap(([, , keys]) => keys.map(unpackKey))),
      ({ length }) => KEY_WEIGHT + length,
    ),
    facts,
    factsAt,
    matching: (pattern) => facts(pattern).matching,
  };
}

type Place = { packed: PackedService; first: number };

function placesOf(services: readonly PackedService[]): Map<string, Place> {
  const places = new Map<string, Place>();
  let first = 0;
  for (const packed of services) {
    const [prefix, , , , actions] = packed;
    places.set(prefix, { packed, first });
    first += actions.length;
  }
  return places;
}
