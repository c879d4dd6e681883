import { type EstateDocument, statementsOf } from "./documents.ts";
import type { Estate } from "./estate.ts";
import type { Levels } from "./guards-of.ts";
import type { Held } from "./held.ts";
import { needsNoPermission } from "../credentials.ts";
import { boundBy } from "./layers-of.ts";
import { type Named, namedBy } from "./named-by.ts";
import type { Target } from "./target.ts";

/** What a document says of a target, before anybody's conditions and variables are known. */
type Said = { mayAllow: boolean; denies: boolean };

type Search = { estate: Estate; target: Target; named: Named; says(document: EstateDocument): Said };

/**
 * Answers every principal of the estate that could be allowed what is asked, and few others: each document that many
 * share is looked at once, and conditions are left to the evaluation.
 */
export function candidatesFor(estate: Estate, target: Target): Held[] {
  if (needsNoPermission(target.action)) return estate.accountIds.flatMap((account) => estate.index(account).held);
  const search: Search = { estate, target, named: namedBy(target), says: remembering(target) };
  const accounts = target.accountId === undefined ? estate.accountIds : accountsOf(search, target.accountId);
  return accounts.flatMap((account) => inAccount(search, account));
}

/** The target's own account, and those that its policy names. */
function accountsOf({ estate, named }: Search, own: string): readonly string[] {
  if (named.everyone) return estate.accountIds;
  const arns = [...named.arns].flatMap((arn) => estate.principal(arn)?.accountId ?? []);
  const known = new Set(estate.accountIds);
  return [...new Set([own, ...named.accounts, ...arns])].filter((account) => known.has(account));
}

function inAccount(search: Search, account: string): Held[] {
  const { estate, target, named } = search;
  const index = estate.index(account);
  const isOwn = target.accountId === undefined || target.accountId === account;
  const guarded = guards(search);
  const direct = new Set<Held>();
  const found = new Set<Held>();
  if (isOwn && named.everyone) for (const held of index.held) direct.add(held);
  for (const arn of named.arns) {
    const held = index.byArn.get(arn);
    if (held !== undefined) (isOwn ? direct : found).add(held);
  }
  const isNamed = named.everyone || named.accounts.has(account);
  const isEnough = isOwn && !target.mustAllow;
  if (!isEnough && !isNamed) {
    // Only those who are named by their ARNs: across accounts their own policies must allow as well.
    const own = [...found].filter(({ set }) => set.documents.some((document) => search.says(document).mayAllow));
    return [...direct, ...own].filter((held) => isLetThrough(search, held, direct.has(held)) && guarded(held));
  }
  for (const { document, holders } of index.allowing(target.service))
    if (search.says(document).mayAllow) for (const held of holders) found.add(held);
  for (const held of direct) found.add(held);
  return [...found].filter((held) => isLetThrough(search, held, direct.has(held)) && guarded(held));
}

/** Whether no document of a principal surely denies, and its boundary could allow; a caller who is named needs no boundary's leave. */
function isLetThrough({ says }: Search, { set, boundary }: Held, isNamed: boolean): boolean {
  for (const document of set.documents) if (says(document).denies) return false;
  if (boundary === undefined) return true;
  const said = says(boundary);
  return !said.denies && (isNamed || said.mayAllow);
}

/** Asks the control policies once for the principals of an account that they bind, and once for those that they do not. */
function guards({ estate, target, says }: Search): (held: Held) => boolean {
  const answers = new Map<Levels, boolean>();
  const lets = ({ documents }: Levels): boolean =>
    documents.every((level) => level.some((one) => says(one).mayAllow) && !level.some((one) => says(one).denies));
  const remembered = (levels: Levels): boolean => {
    const known = answers.get(levels) ?? lets(levels);
    answers.set(levels, known);
    return known;
  };
  return ({ principal }) => {
    const { serviceControl, resourceControl } = boundBy(estate, principal, target);
    return remembered(serviceControl) && remembered(resourceControl);
  };
}

const SAID: Readonly<Record<"nothing" | "mayAllow" | "denies" | "both", Said>> = {
  nothing: { mayAllow: false, denies: false },
  mayAllow: { mayAllow: true, denies: false },
  denies: { mayAllow: false, denies: true },
  both: { mayAllow: true, denies: true },
};

function remembering(target: Target): Search["says"] {
  const known = new Map<number, Said>();
  return (document) => {
    const before = known.get(document.number);
    if (before !== undefined) return before;
    const said = read(document, target);
    known.set(document.number, said);
    return said;
  };
}

/** A policy that is attached to the caller speaks by statements that name a resource only. */
function read(document: EstateDocument, { action, question: { resource } }: Target): Said {
  let [mayAllow, denies] = [false, false];
  for (const { effect, conditioned, hasResource, coversAction, coversResource } of statementsOf(document)) {
    if (!hasResource || !coversAction(action)) continue;
    const covers = coversResource(resource);
    if (effect === "Allow") mayAllow ||= covers !== "no";
    else denies ||= covers === "yes" && !conditioned;
  }
  if (mayAllow) return denies ? SAID.both : SAID.mayAllow;
  return denies ? SAID.denies : SAID.nothing;
}
