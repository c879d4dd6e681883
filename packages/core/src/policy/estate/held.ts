import type { PolicyDocument } from "../document.ts";
import { compiledOf, type EstateDocument, problemOf, statementsOf } from "./documents.ts";
import type { Estate, EstatePrincipal, NamedDocument } from "./estate.ts";
import type { Source } from "./reason.ts";

/** Documents that the same principals hold, so that they are compiled and listed once. */
export type DocumentSet = {
  documents: readonly EstateDocument[];
  compiled?: readonly PolicyDocument[];
  denying?: readonly EstateDocument[];
};

/** A principal with the documents that it holds. */
export type Held = {
  principal: EstatePrincipal;
  set: DocumentSet;
  boundary: EstateDocument | undefined;
  /** Whether it has policies that were not read, or cannot be. */
  isUnread: boolean;
  trust: EstateDocument | undefined;
  /** The tags of every session; undefined where nobody knows them. */
  tags: EstatePrincipal["tags"];
};

type Attachments = {
  inlinePolicies?: readonly NamedDocument[];
  attachedPolicies?: readonly { name: string; arn: string }[];
};
type Holder = Attachments & { arn: string };

/** The principal itself and the groups of a user, whose policies are its own, too. */
function holdersOf(estate: Estate, principal: EstatePrincipal): Holder[] {
  if (principal.groups === undefined) return [principal];
  return [principal, ...principal.groups.flatMap((arn) => estate.group(arn) ?? [])];
}

/** Finds the documents of a principal; equal sets of them are one value by the memory that is passed. */
export function heldBy(estate: Estate, principal: EstatePrincipal, known: Map<string, DocumentSet>): Held {
  const documents = holdersOf(estate, principal).flatMap((holder) => documentsOf(estate, holder));
  const key = documents.map(({ number }) => number).join(" ");
  let set = known.get(key);
  if (set === undefined) known.set(key, (set = { documents }));
  const { permissionsBoundary, trustPolicy } = principal;
  const trust = trustPolicy === undefined ? undefined : estate.document(trustPolicy);
  return {
    principal,
    set,
    boundary: permissionsBoundary === undefined ? undefined : estate.managedPolicy(permissionsBoundary),
    isUnread: isUnread(estate, principal) || documents.some((document) => problemOf(document) !== undefined),
    trust,
    tags: certainTags(principal, trust),
  };
}

function isUnread(estate: Estate, principal: EstatePrincipal): boolean {
  const { inlinePolicies, groups = [] } = principal;
  if (inlinePolicies === undefined || groups.some((group) => estate.group(group)?.inlinePolicies === undefined))
    return true;
  return holdersOf(estate, principal).some(({ attachedPolicies = [] }) =>
    attachedPolicies.some(({ arn }) => estate.managedPolicy(arn) === undefined),
  );
}

/**
 * Nobody knows the tags of a role whose sessions may bring some: those come before the role's own.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html#id_session-tags_operations
 */
function certainTags({ arn, tags }: EstatePrincipal, trust: EstateDocument | undefined): Held["tags"] {
  if (!arn.includes(":role/")) return tags;
  return trust === undefined || statementsOf(trust).some(mayTag) ? undefined : tags;
}

const mayTag = ({ effect, coversAction }: ReturnType<typeof statementsOf>[number]): boolean =>
  effect === "Allow" && coversAction("sts:tagsession");

function documentsOf(estate: Estate, { inlinePolicies, attachedPolicies }: Attachments): EstateDocument[] {
  return [
    ...(inlinePolicies ?? []).map(({ document }) => estate.document(document)),
    ...(attachedPolicies ?? []).flatMap(({ arn }) => estate.managedPolicy(arn) ?? []),
  ];
}

/** Answers the documents of a set ready to be evaluated. */
export function compiledSet(set: DocumentSet): readonly PolicyDocument[] {
  return (set.compiled ??= set.documents.map(compiledOf));
}

/** Answers the documents of a set that deny anything: most have none. */
export function denyingOf(set: DocumentSet): readonly EstateDocument[] {
  return (set.denying ??= set.documents.filter((one) => statementsOf(one).some(({ effect }) => effect === "Deny")));
}

/** Names the policy of a principal that is one of its documents, by its place among them. */
export function sourceAt(estate: Estate, principal: EstatePrincipal, document: number): Source | undefined {
  let left = document;
  for (const { arn: holder, inlinePolicies = [], attachedPolicies = [] } of holdersOf(estate, principal)) {
    const inline = inlinePolicies[left];
    if (inline !== undefined) return { policy: "identity", name: inline.name, holder };
    left -= inlinePolicies.length;
    for (const { name, arn } of attachedPolicies)
      if (estate.managedPolicy(arn) !== undefined && left-- === 0) return { policy: "identity", name, arn, holder };
  }
  return undefined;
}

/** Says which of a principal's own policies were not read, or cannot be. */
export function lackingOf(estate: Estate, { principal, set, boundary }: Held): string[] {
  const { arn, permissionsBoundary, groups = [] } = principal;
  if (principal.inlinePolicies === undefined) return [`The policies of ${arn} were not read.`];
  const unknownGroups = groups.filter((group) => estate.group(group)?.inlinePolicies === undefined);
  const attached = holdersOf(estate, principal).flatMap(({ attachedPolicies = [] }) => attachedPolicies);
  return [
    ...attached
      .filter((policy) => estate.managedPolicy(policy.arn) === undefined)
      .map((policy) => `The managed policy ${policy.arn} was not read.`),
    ...set.documents.flatMap((document, index) =>
      problemOf(document) === undefined
        ? []
        : [`The policy ${sourceAt(estate, principal, index)?.name ?? ""} of ${arn} cannot be read.`],
    ),
    ...unknownGroups.map((group) => `The policies of the group ${group} were not read.`),
    ...(permissionsBoundary !== undefined && (boundary === undefined || problemOf(boundary) !== undefined)
      ? [`The permissions boundary ${permissionsBoundary} was not read.`]
      : []),
  ];
}
