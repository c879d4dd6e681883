import { type EstateDocument, statementsOf } from "./documents.ts";
import type { Estate, EstatePrincipal } from "./estate.ts";
import { type DocumentSet, type Held, heldBy, lackingOf } from "./held.ts";

/** The principals of one account, found by their ARNs and by the documents that could allow them something. */
export type AccountIndex = {
  held: readonly Held[];
  byArn: ReadonlyMap<string, Held>;
  /** Identity-based documents that could allow actions of a service, given in lower case, on a resource. */
  allowing(service: string, resource: string): ReadonlySet<Holding>;
  /** What of these principals was not read. */
  lacking: readonly string[];
};

/** A document and all principals of the account that hold it. */
export type Holding = { document: EstateDocument; holders: readonly Held[] };

/** Indexes the principals of one account. */
export function indexAccount(estate: Estate, principals: readonly EstatePrincipal[]): AccountIndex {
  const sets = new Map<string, DocumentSet>();
  const held = principals.map((principal) => heldBy(estate, principal, sets));
  const byService = new Map<string, Beginnings>();
  for (const holding of holdingsOf(held)) addTo(byService, holding);
  return {
    held,
    byArn: new Map(held.map((one) => [one.principal.arn, one])),
    allowing: (service, resource) => {
      const found = new Set<Holding>();
      for (const beginnings of [byService.get(service), byService.get("")])
        if (beginnings !== undefined) collect(beginnings, resource, found);
      return found;
    },
    lacking: [...new Set(held.flatMap((one) => lackingOf(estate, one)))],
  };
}

function holdingsOf(held: readonly Held[]): Iterable<Holding> {
  const byDocument = new Map<number, { document: EstateDocument; holders: Held[] }>();
  for (const one of held)
    for (const document of new Set(one.set.documents)) {
      const known = byDocument.get(document.number);
      if (known === undefined) byDocument.set(document.number, { document, holders: [one] });
      else known.holders.push(one);
    }
  return byDocument.values();
}

/** Documents by the literal beginnings of the resources that they allow, and the lengths that these have. */
type Beginnings = { lengths: Set<number>; byText: Map<string, Holding[]> };

function addTo(byService: Map<string, Beginnings>, holding: Holding): void {
  for (const { effect, hasResource, services, beginnings } of statementsOf(holding.document))
    if (effect === "Allow" && hasResource)
      for (const service of services) {
        const known = byService.get(service) ?? { lengths: new Set(), byText: new Map<string, Holding[]>() };
        byService.set(service, known);
        for (const text of beginnings) add(known, text, holding);
      }
}

function add({ lengths, byText }: Beginnings, text: string, holding: Holding): void {
  lengths.add(text.length);
  const known = byText.get(text);
  if (known === undefined) byText.set(text, [holding]);
  else known.push(holding);
}

function collect({ lengths, byText }: Beginnings, resource: string, found: Set<Holding>): void {
  for (const length of lengths)
    if (length <= resource.length)
      for (const holding of byText.get(resource.slice(0, length)) ?? []) found.add(holding);
}
