import type { Catalogue } from "../catalogue/catalogue.ts";
import type { Because, Decision, PolicyKind } from "../decision.ts";
import { parsePolicy, type PolicyDocument } from "../document.ts";
import { evaluate, type Policies } from "../evaluate.ts";
import type { AccessRequest } from "../request.ts";
import type { Denial } from "./denial.ts";
import { smallestStatement, type Smallest } from "./smallest-statement.ts";

/** What the known policies answer: the statements to add one after another, and the answer when all are added. */
export type Confirmed = {
  before: Decision["effect"];
  additions: readonly Smallest[];
  after: Decision["effect"];
  /** The kind of policy that blocks when all is added, if any. */
  blockedBy?: PolicyKind | undefined;
  /** The statements that deny, with their places. */
  denying: readonly Exclude<Because, { effect: "none" }>[];
};

const ROUNDS = 8;

/** Adds smallest statements to the policies that are known until the request is allowed, or until a statement does not help. */
export function confirmAdditions(denial: Denial, known: Policies, catalogue: Catalogue): Confirmed | undefined {
  const request = requestOf(denial);
  if (request === undefined) return undefined;
  const before = evaluate(request, known);
  const additions: Smallest[] = [];
  let [decision, policies] = [before, known];
  for (let round = 0; round < ROUNDS && decision.effect === "implicitly-denied"; round += 1) {
    const { blockedBy } = decision;
    const smallest = blockedBy && smallestStatement(denial, blockedBy, catalogue);
    if (smallest === undefined) break;
    const more = added(policies, smallest, levelOf(decision));
    const next = evaluate(request, more);
    // What AWS lets no policy allow is blocked as before.
    if (isSame(next, decision)) break;
    [decision, policies] = [next, more];
    additions.push(smallest);
  }
  const denying = decision.because.flatMap((because) => (because.effect === "deny" ? [because] : []));
  return { before: before.effect, additions, after: decision.effect, blockedBy: decision.blockedBy, denying };
}

/** Keys that the denial does not tell are unknown, so that no condition is taken to hold or fail. */
export function requestOf({ principal, action, resource, accountId, context }: Denial): AccessRequest | undefined {
  if (principal === undefined || action === undefined || resource === undefined) return undefined;
  return { principal, action, resource, resourceAccountId: accountId ?? principal.accountId, context, rest: "unknown" };
}

const isSame = (one: Decision, other: Decision): boolean =>
  one.effect === other.effect && one.blockedBy === other.blockedBy && levelOf(one) === levelOf(other);

const levelOf = ({ because }: Decision): number => because.find(({ effect }) => effect === "none")?.level ?? 0;

/** One document with the statements of both. */
function joined(document: PolicyDocument, more: PolicyDocument): PolicyDocument {
  return {
    version: document.version,
    statements: [...document.statements, ...more.statements],
    about: (service) => [...document.about(service), ...more.about(service)],
  };
}

function added(policies: Policies, { policy, statement }: Smallest, level: number): Policies {
  const more = parsePolicy(JSON.stringify({ Version: "2012-10-17", Statement: [statement] }));
  const join = (document: PolicyDocument | undefined) => (document === undefined ? more : joined(document, more));
  const atLevel = (levels: Policies["serviceControl"]): Policies["serviceControl"] =>
    levels.map((documents, index) => (index === level ? [...documents, more] : documents));
  switch (policy) {
    case "identity":
      return { ...policies, identity: [...policies.identity, more] };
    case "boundary":
      return { ...policies, boundary: join(policies.boundary) };
    case "session":
      return { ...policies, session: [...(policies.session ?? []), more] };
    case "service-control":
      return { ...policies, serviceControl: atLevel(policies.serviceControl) };
    case "resource-control":
      return { ...policies, resourceControl: atLevel(policies.resourceControl ?? []) };
    case "vpc-endpoint":
      return { ...policies, endpoint: join(policies.endpoint) };
    case "resource":
      return { ...policies, resource: join(policies.resource) };
    case "trust":
      return { ...policies, trust: join(policies.trust) };
  }
}
