import { parseArn } from "../../arn.ts";
import type { Environment } from "../../account.ts";
import { share, unionOf } from "./access/action-set.ts";
import { createWorkings, type Workings } from "./access/workings.ts";
import { ACCESS_LEVELS, type AccessLevel } from "../catalogue/service.ts";
import { type Difference, difference } from "./difference.ts";
import { createDocuments } from "./documents.ts";
import { type Access, effectiveAccess } from "./effective-access.ts";
import type { Estate, EstatePrincipal } from "./estate.ts";
import { asHeld, findHeld } from "./find-held.ts";
import { sayAccess } from "./say-difference.ts";
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

/**
 * Answers what a change of a principal's documents adds and takes in effective access, as data and in words. Documents
 * that are asked about are not kept with the estate's own; too many policies are a Failure "too-large".
 */
export function changeEffect(
  estate: Estate,
  { principal: arn, after, managedPolicies = {} }: PolicyChange,
): ChangeEffect {
  const held = findHeld(estate, arn);
  const document = createDocuments();
  const changed: Estate = {
    ...estate,
    document,
    managedPolicy: (policy) => {
      const text = Object.hasOwn(managedPolicies, policy) ? managedPolicies[policy] : undefined;
      return text === undefined ? estate.managedPolicy(policy) : document(text);
    },
  };
  const workings = createWorkings(estate.catalogue);
  const now = effectiveAccess(estate, held, workings);
  const then = effectiveAccess(changed, asHeld(changed, { ...held.principal, ...after }), workings);
  const kind = arn.includes(":user/") ? "user" : "role";
  const places = placesOf(estate, held.principal.accountId);
  const adds = difference(workings, then, now).map(
    effectOf(places, { kind, verb: "adds", had: levelsOf(workings, now) }),
  );
  const takes = difference(workings, now, then).map(
    effectOf(places, { kind, verb: "takes", had: levelsOf(workings, then) }),
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

type Places = (resources: readonly string[]) => Environment[];

type About = {
  kind: string;
  verb: "adds" | "takes";
  /** The resources on which the other side has access of a level. */
  had: (level: AccessLevel) => readonly string[];
};

function effectOf(environmentsOf: Places, { kind, verb, had }: About): (access: Difference) => Effect {
  const [rank, to] = verb === "adds" ? ["first", "for"] : ["last", "of"];
  return (access) => {
    const environments = environmentsOf(access.resources);
    const known = new Set(environmentsOf(had(access.level)));
    const firstIn = environments.filter((environment) => !known.has(environment));
    const level = access.level.toLowerCase();
    const first =
      firstIn.length === 0 ? "" : `: ${rank} ${level} access to ${firstIn.join(" and ")} ${to} this ${kind}`;
    return { ...access, environments, firstIn, sentence: `This ${verb} ${sayAccess(access)}${first}.` };
  };
}

function levelsOf({ tables }: Workings, { grants }: Access): About["had"] {
  const byLevel = new Map(
    ACCESS_LEVELS.map((level) => {
      const ofLevel = unionOf(tables.cells.flatMap((cell) => (cell.level === level ? cell.actions : [])));
      const some = grants.filter(({ actions }) => share(actions, ofLevel));
      return [level, [...new Set(some.map(({ resource }) => resource.text))]];
    }),
  );
  return (level) => byLevel.get(level) ?? [];
}

/** Finds the environments of the accounts that resources are in, once for each list; a pattern without an account is taken for the principal's own. */
function placesOf(estate: Estate, own: string): Places {
  const known = new Map<readonly string[], Environment[]>();
  return (resources) => {
    const before = known.get(resources);
    if (before !== undefined) return before;
    const accounts = resources.map((resource) => {
      const bucket = estate.resource(resource.replace(/(?<=^[^/]*)\/.*$/s, ""));
      const account = parseArn(resource)?.accountId ?? "";
      return bucket?.accountId ?? (/^\d{12}$/.test(account) ? account : own);
    });
    const found = [...new Set(accounts.flatMap((account) => estate.account(account)?.environment ?? []))];
    known.set(resources, found);
    return found;
  };
}
