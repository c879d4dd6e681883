import { type EstateDocument, statementsOf } from "./documents.ts";
import type { Estate, EstatePrincipal } from "./estate.ts";
import { type DocumentSet, type Held, heldBy, lackingOf } from "./held.ts";
import { namedBy } from "./named-by.ts";
import type { StatementReach } from "./statement-reach.ts";
import { targetOf } from "./target.ts";

/** The principals of one account, found by their ARNs and by the statements that could allow them something. */
export type AccountIndex = {
  held: readonly Held[];
  byArn: ReadonlyMap<string, Held>;
  /** Statements that could allow actions of a service, given in lower case, on a resource; one may come twice. */
  allowing(service: string, resource: string): readonly Allowing[];
  /** Roles whose trust policies let somebody assume them, by the name that they give: an ARN, an account's id, or "*". */
  trusting(name: string): readonly Held[];
  /** What of these principals was not read. */
  lacking: readonly string[];
};

/** A statement of an identity-based policy and all principals of the account that hold it. */
export type Allowing = { statement: StatementReach; holders: readonly Held[] };

/** Indexes the principals of one account. */
export function indexAccount(estate: Estate, principals: readonly EstatePrincipal[]): AccountIndex {
  const sets = new Map<string, DocumentSet>();
  const held = principals.map((principal) => heldBy(estate, principal, sets));
  const byService = new Map<string, Beginnings>();
  for (const { document, holders } of holdingsOf(held))
    for (const statement of statementsOf(document)) addTo(byService, { statement, holders });
  let trusting: Map<string, Held[]> | undefined;
  return {
    held,
    byArn: new Map(held.map((one) => [one.principal.arn, one])),
    allowing: (service, resource) => {
      const found: Allowing[] = [];
      for (const beginnings of [byService.get(service), byService.get("")])
        if (beginnings !== undefined) collect(beginnings, resource, found);
      return found;
    },
    trusting: (name) => (trusting ??= trustingOf(estate, held)).get(name) ?? [],
    lacking: [...new Set(held.flatMap((one) => lackingOf(estate, one)))],
  };
}

function trustingOf(estate: Estate, held: readonly Held[]): Map<string, Held[]> {
  const byName = new Map<string, Held[]>();
  for (const one of held) {
    if (one.trust === undefined) continue;
    const asked = targetOf(estate, { action: "sts:AssumeRole", resource: one.principal.arn });
    const { everyone, accounts, arns } = namedBy(asked);
    for (const name of [...(everyone ? ["*"] : []), ...accounts, ...arns]) {
      const known = byName.get(name);
      if (known === undefined) byName.set(name, [one]);
      else known.push(one);
    }
  }
  return byName;
}

type Holding = { document: EstateDocument; holders: Held[] };

function holdingsOf(held: readonly Held[]): Iterable<Holding> {
  const byDocument = new Map<number, Holding>();
  for (const one of held)
    for (const document of new Set(one.set.documents)) {
      const known = byDocument.get(document.number);
      if (known === undefined) byDocument.set(document.number, { document, holders: [one] });
      else known.holders.push(one);
    }
  return byDocument.values();
}

/** Statements by the literal beginnings of the resources that they allow, and the lengths that these have. */
type Beginnings = { lengths: Set<number>; byText: Map<string, Allowing[]> };

function addTo(byService: Map<string, Beginnings>, allowing: Allowing): void {
  const { effect, hasResource, services, beginnings } = allowing.statement;
  if (effect !== "Allow" || !hasResource) return;
  for (const service of services) {
    const known = byService.get(service) ?? { lengths: new Set(), byText: new Map<string, Allowing[]>() };
    byService.set(service, known);
    for (const text of beginnings) add(known, text, allowing);
  }
}

function add({ lengths, byText }: Beginnings, text: string, allowing: Allowing): void {
  lengths.add(text.length);
  const known = byText.get(text);
  if (known === undefined) byText.set(text, [allowing]);
  else known.push(allowing);
}

function collect({ lengths, byText }: Beginnings, resource: string, found: Allowing[]): void {
  for (const length of lengths)
    if (length <= resource.length) found.push(...(byText.get(resource.slice(0, length)) ?? []));
}
