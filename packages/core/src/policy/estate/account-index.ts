import { type EstateDocument, statementsOf } from "./documents.ts";
import type { Estate, EstatePrincipal } from "./estate.ts";
import { type DocumentSet, type Held, heldBy, lackingOf } from "./held.ts";

/** The principals of one account, found by their ARNs and by the documents that could allow them something. */
export type AccountIndex = {
  held: readonly Held[];
  byArn: ReadonlyMap<string, Held>;
  /** Identity-based documents with a statement that could allow an action of a service, given in lower case. */
  allowing(service: string): readonly Holding[];
  /** What of these principals was not read. */
  lacking: readonly string[];
};

/** A document and all principals of the account that hold it. */
export type Holding = { document: EstateDocument; holders: readonly Held[] };

/** Indexes the principals of one account. */
export function indexAccount(estate: Estate, principals: readonly EstatePrincipal[]): AccountIndex {
  const sets = new Map<string, DocumentSet>();
  const held = principals.map((principal) => heldBy(estate, principal, sets));
  const byService = new Map<string, Holding[]>();
  for (const holding of holdingsOf(held))
    for (const service of servicesOf(holding.document)) {
      const known = byService.get(service);
      if (known === undefined) byService.set(service, [holding]);
      else known.push(holding);
    }
  const anyService = byService.get("") ?? [];
  return {
    held,
    byArn: new Map(held.map((one) => [one.principal.arn, one])),
    allowing: (service) => [...(byService.get(service) ?? []), ...anyService],
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

/** The services of a document's Allow statements; one that speaks of all services is listed under "" alone. */
function servicesOf(document: EstateDocument): readonly string[] {
  const services = new Set<string>();
  for (const statement of statementsOf(document))
    if (statement.effect === "Allow" && statement.hasResource)
      for (const service of statement.services) services.add(service);
  return services.has("") ? [""] : [...services];
}
