import type { Catalogue } from "../catalogue/catalogue.ts";
import type { Action } from "../catalogue/service.ts";
import type { Choice } from "./place.ts";

const FROM_ALL_SERVICES = 3;

/** Answers services while no colon is written, then the actions of the service; a longer name is also looked for in all services. */
export function completeActions(catalogue: Catalogue, written: string, most: number): Choice[] {
  const lower = written.toLowerCase();
  const colon = lower.indexOf(":");
  if (colon >= 0) return ofService(catalogue, lower.slice(0, colon), lower.slice(colon + 1)).slice(0, most);
  const services = servicesLike(catalogue, lower);
  if (lower.length < FROM_ALL_SERVICES || /[*?]/.test(lower)) return services.slice(0, most);
  const everywhere = catalogue.matching(`*:*${lower}*`).map(toChoice);
  return [...services, ...everywhere].slice(0, most);
}

function servicesLike(catalogue: Catalogue, lower: string): Choice[] {
  const named = catalogue.prefixes.map((prefix) => ({ prefix, name: catalogue.service(prefix)?.name ?? "" }));
  const begin = named.filter(({ prefix }) => prefix.startsWith(lower));
  const contain = named.filter((one) => !begin.includes(one) && one.name.toLowerCase().includes(lower));
  return [...begin, ...contain].map(({ prefix, name }) => ({ label: `${prefix}:`, detail: name, goesOn: true }));
}

/** A pattern with wildcards offers what it covers. */
function ofService(catalogue: Catalogue, prefix: string, name: string): Choice[] {
  const service = catalogue.service(prefix);
  if (service === undefined) return [];
  if (/[*?]/.test(name)) return catalogue.matching(`${prefix}:${name}`).map(toChoice);
  const begin = service.actions.filter((action) => action.name.toLowerCase().startsWith(name));
  const contain = service.actions.filter(
    (action) => !begin.includes(action) && action.name.toLowerCase().includes(name),
  );
  const all: Choice = { label: `${service.prefix}:*`, detail: `all ${service.actions.length} actions` };
  return [...begin.map(toChoice), ...contain.map(toChoice), ...(name === "" ? [all] : [])];
}

function toChoice({ id, level }: Action): Choice {
  return { label: id, detail: level };
}
