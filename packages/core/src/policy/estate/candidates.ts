import type { Allowing } from "./account-index.ts";
import { type EstateDocument, problemOf, statementsOf } from "./documents.ts";
import type { Estate } from "./estate.ts";
import type { Levels } from "./guards-of.ts";
import { denyingOf, type Held } from "./held.ts";
import { needsNoPermission } from "../credentials.ts";
import { type Bound, boundBy } from "./layers-of.ts";
import { type Named, namedBy } from "./named-by.ts";
import { filledIn } from "./filled-in.ts";
import { wildcard } from "../wildcard.ts";
import type { Target } from "./target.ts";

/** What a document says of a target, before anybody's conditions and variables are known. */
type Said = { mayAllow: boolean; denies: boolean };

type Search = {
  estate: Estate;
  target: Target;
  named: Named;
  says(document: EstateDocument): Said;
  /** Whether a pattern matches the resource. */
  fits(pattern: string): boolean;
};

/** A principal that could be allowed, with the control policies that bind it. */
export type Candidate = { held: Held; bound: Bound };

/**
 * Answers every principal of the estate that could be allowed what is asked, and few others: each document that many
 * share is looked at once, and conditions are left to the evaluation.
 */
export function candidatesFor(estate: Estate, target: Target): Candidate[] {
  if (needsNoPermission(target.action))
    return estate.accountIds.flatMap((account) =>
      estate.index(account).held.map((held) => ({ held, bound: boundBy(estate, held.principal, target) })),
    );
  const search: Search = { estate, target, named: namedBy(target), says: remembering(target), fits: fitting(target) };
  const accounts = target.accountId === undefined ? estate.accountIds : accountsOf(search, target.accountId);
  return accounts.flatMap((account) => inAccount(search, account));
}

/** The target's own account, and those that its policy names. */
function accountsOf({ estate, named }: Search, own: string): readonly string[] {
  if (named.everyone) return estate.accountIds;
  const arns = [...named.arns].flatMap((arn) => estate.principal(arn)?.accountId ?? []);
  const wanted = new Set([own, ...named.accounts, ...arns]);
  return estate.accountIds.filter((account) => wanted.has(account));
}

function inAccount(search: Search, account: string): Candidate[] {
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
    for (const held of found)
      if (!held.set.documents.some((document) => search.says(document).mayAllow)) found.delete(held);
  } else
    for (const allowing of index.allowing(target.service, target.question.resource))
      for (const held of allowedBy(search, allowing)) found.add(held);
  for (const held of direct) found.add(held);
  const candidates: Candidate[] = [];
  for (const held of found) {
    const bound = isLetThrough(search, held, direct.has(held)) ? guarded(held) : undefined;
    if (bound !== undefined) candidates.push({ held, bound });
  }
  return candidates;
}

/** Those holders of a statement for whom its variables could have fitting values. */
function allowedBy({ target, fits }: Search, { statement, holders }: Allowing): readonly Held[] {
  const { action, question } = target;
  const covers = statement.coversAction(action) ? statement.coversResource(question.resource) : "no";
  if (covers === "no") return [];
  const { open } = statement;
  if (covers === "yes" || open === undefined) return holders;
  return holders.filter((held) => open.some((text) => fits(filledIn(text, held))));
}

/** Whether no document of a principal surely denies, and its boundary could allow; a caller who is named needs no boundary's leave. */
function isLetThrough({ says }: Search, { set, boundary }: Held, isNamed: boolean): boolean {
  for (const document of denyingOf(set)) if (says(document).denies) return false;
  if (boundary === undefined || problemOf(boundary) !== undefined) return true;
  const said = says(boundary);
  return !said.denies && (isNamed || said.mayAllow);
}

/** Asks the control policies once for the principals of an account that they bind, and once for those that they do not. */
function guards({ estate, target, says }: Search): (held: Held) => Bound | undefined {
  const answers = new Map<Levels, boolean>();
  const lets = ({ documents }: Levels): boolean =>
    documents.every((level) => level.some((one) => says(one).mayAllow) && !level.some((one) => says(one).denies));
  const remembered = (levels: Levels): boolean => {
    const known = answers.get(levels) ?? lets(levels);
    answers.set(levels, known);
    return known;
  };
  const bounds = new Map<string, Bound | undefined>();
  return ({ principal }) => {
    // Within one account only the path decides who is bound, since it tells service-linked roles.
    if (bounds.has(principal.path)) return bounds.get(principal.path);
    const bound = boundBy(estate, principal, target);
    const isLet = remembered(bound.serviceControl) && remembered(bound.resourceControl);
    bounds.set(principal.path, isLet ? bound : undefined);
    return bounds.get(principal.path);
  };
}

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

function fitting({ question: { resource } }: Target): Search["fits"] {
  const known = new Map<string, boolean>();
  return (pattern) => {
    const before = known.get(pattern);
    if (before !== undefined) return before;
    const fits = wildcard(pattern)(resource);
    known.set(pattern, fits);
    return fits;
  };
}

/** A policy that is attached to the caller speaks by statements that name a resource only. */
function read(document: EstateDocument, { action, question: { resource } }: Target): Said {
  const said: Said = { mayAllow: false, denies: false };
  for (const { effect, conditioned, hasResource, coversAction, coversResource } of statementsOf(document)) {
    const covers = hasResource && coversAction(action) ? coversResource(resource) : "no";
    if (effect === "Deny") said.denies ||= covers === "yes" && !conditioned;
    else said.mayAllow ||= covers !== "no";
  }
  return said;
}
