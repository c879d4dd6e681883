import type { ConditionKey } from "./service.ts";

type Find = (written: string) => ConditionKey | undefined;

/** Makes a finder of condition keys by name, in any case; the keys of the services are read when they are first needed. */
export function conditionKeyFinder(
  globalKeys: readonly ConditionKey[],
  serviceKeys: () => readonly ConditionKey[],
): Find {
  const global = finder(globalKeys);
  let services: Find | undefined;
  return (written) => global(written) ?? (services ??= finder(serviceKeys()))(written);
}

function finder(keys: readonly ConditionKey[]): Find {
  const exact = new Map(keys.map((key) => [key.key.toLowerCase(), key]));
  const templates = keys
    .filter(({ key }) => key.includes("${"))
    .map((key) => ({ key, begin: key.key.slice(0, key.key.indexOf("${")).toLowerCase(), matches: template(key.key) }));
  const unique = [...new Map(templates.map((one) => [one.key.key, one])).values()];
  return (written) => {
    const lower = written.toLowerCase();
    const known = exact.get(lower);
    if (known !== undefined) return known;
    return unique.find(({ begin, matches }) => lower.startsWith(begin) && matches.test(lower))?.key;
  };
}

/** A regular expression for a key with variables: each stands for one character or more. */
function template(key: string): RegExp {
  const parts = key.toLowerCase().split(/\$\{[^}]*\}/);
  return new RegExp(`^${parts.map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&")).join(".+")}$`, "s");
}
