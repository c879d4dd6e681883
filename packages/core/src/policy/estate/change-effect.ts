import { parseArn } from "../../arn.ts";
import type { Environment } from "../../account.ts";
import { type Difference, difference } from "./difference.ts";
import { effectiveAccess, type Entry } from "./effective-access.ts";
import type { Estate, EstatePrincipal } from "./estate.ts";
import { asHeld, findHeld } from "./find-held.ts";
import { breadthOf, sayAccess } from "./say-difference.ts";
import { ASSUMED } from "./request-of.ts";

/** What a principal's policies would be; what is left out stays as it is. */
export type PolicyChange = {
  principal: string;
  after: Pick<EstatePrincipal, "inlinePolicies" | "attachedPolicies" | "permissionsBoundary">;
  /** New documents of managed policies, by ARN. */
  managedPolicies?: Readonly<Record<string, string>>;
};

/** One piece of access that a change adds or takes. */
export type Effect = Difference & {
  /** How far it reaches, e.g. "one bucket". */
  breadth: string;
  environments: readonly Environment[];
  /** Environments in which the principal had nothing of this level before, or has nothing after. */
  firstIn: readonly Environment[];
  sentence: string;
};

export type ChangeEffect = {
  adds: readonly Effect[];
  takes: readonly Effect[];
  sentences: readonly string[];
  lacking: readonly string[];
  assumed: readonly string[];
};

/** Answers what a change of a principal's documents adds and takes in effective access, as data and in words. */
export function changeEffect(
  estate: Estate,
  { principal: arn, after, managedPolicies = {} }: PolicyChange,
): ChangeEffect {
  const held = findHeld(estate, arn);
  const changed: Estate = {
    ...estate,
    managedPolicy: (policy) => {
      const text = Object.hasOwn(managedPolicies, policy) ? managedPolicies[policy] : undefined;
      return text === undefined ? estate.managedPolicy(policy) : estate.document(text);
    },
  };
  const now = effectiveAccess(estate, held);
  const then = effectiveAccess(changed, asHeld(changed, { ...held.principal, ...after }));
  const { accountId } = held.principal;
  const about = { estate, accountId, kind: arn.includes(":user/") ? "user" : "role" };
  const adds = difference(then.entries, now.entries).map((access) =>
    effect(access, { ...about, verb: "adds", others: now.entries }),
  );
  const takes = difference(now.entries, then.entries).map((access) =>
    effect(access, { ...about, verb: "takes", others: then.entries }),
  );
  const sentences = [...adds, ...takes].map(({ sentence }) => sentence);
  return {
    adds,
    takes,
    sentences: sentences.length === 0 ? ["This changes nothing in what can be done."] : sentences,
    lacking: [...new Set([...now.lacking, ...then.lacking])],
    assumed: ASSUMED,
  };
}

type About = { estate: Estate; accountId: string; kind: string; verb: "adds" | "takes"; others: readonly Entry[] };

function effect(access: Difference, { estate, accountId, kind, verb, others }: About): Effect {
  const environments = environmentsOf(estate, accountId, access.resources);
  const same = others.filter(({ action, takenBy }) => action.level === access.level && takenBy === undefined);
  const had = new Set(environmentsOf(estate, accountId, [...new Set(same.map(({ resource }) => resource))]));
  const firstIn = environments.filter((environment) => !had.has(environment));
  const level = access.level.toLowerCase();
  const [rank, to] = verb === "adds" ? ["first", "for"] : ["last", "of"];
  const first = firstIn.length === 0 ? "" : `: ${rank} ${level} access to ${firstIn.join(" and ")} ${to} this ${kind}`;
  return {
    ...access,
    breadth: breadthOf(access.resources),
    environments,
    firstIn,
    sentence: `This ${verb} ${sayAccess(access)}${first}.`,
  };
}

/** The environments of the accounts that resources are in; a pattern without an account is taken for the principal's own. */
function environmentsOf(estate: Estate, own: string, resources: readonly string[]): Environment[] {
  const accounts = resources.map((resource) => {
    const bucket = estate.resource(resource.replace(/(?<=^[^/]*)\/.*$/s, ""));
    const account = parseArn(resource)?.accountId ?? "";
    return bucket?.accountId ?? (/^\d{12}$/.test(account) ? account : own);
  });
  return [...new Set(accounts.flatMap((account) => estate.account(account)?.environment ?? []))];
}
