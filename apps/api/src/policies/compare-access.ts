import type { Person } from "@gatehouse/core/actor";
import { formatArn, formatRoleArn } from "@gatehouse/core/arn";
import { Failure } from "@gatehouse/core/failure";
import { comparePrincipals } from "@gatehouse/core/policy/estate/compare";
import type { Difference } from "@gatehouse/core/policy/estate/difference";
import { createEstate, type EstatePrincipal } from "@gatehouse/core/policy/estate/estate";
import { sayAccess } from "@gatehouse/core/policy/estate/say-difference";
import { readValidPolicy } from "@gatehouse/core/policy/grammar/read-valid-policy";
import { z } from "zod";
import type { App } from "../app.ts";
import { readCatalogue, readManaged } from "./assets.ts";
import { PolicyText } from "./policy-text.ts";

const Side = z.union([z.object({ role: z.string().min(1).max(2_048) }), z.object({ policy: PolicyText })]);
export const CompareAccess = z.object({ first: Side, second: Side });

/** So many differences are all that anyone reads at once. */
const MOST = 200;

/** Access that one side has and the other has not, in words and as data. */
export type ComparedAccess = Pick<Difference, "level" | "actions" | "resources" | "conditional"> & {
  words: string;
  because: { name: string; statement: number; sid?: string }[];
};

export type ComparedSides = {
  onlyFirst: ComparedAccess[];
  onlySecond: ComparedAccess[];
  more: number;
  /** What was not read of either, each a sentence; and what every such answer assumes. */
  lacking: readonly string[];
  assumed: readonly string[];
};

/** Answers what each of two roles, or of two policies, can do by its own policies and the other cannot. */
export async function compareAccess(
  app: App,
  _actor: Person,
  { first, second }: z.infer<typeof CompareAccess>,
): Promise<ComparedSides> {
  const one = await principalOf(app, first, "first");
  const other = await principalOf(app, second, "second");
  const estate = createEstate({
    catalogue: await readCatalogue(),
    principals: one.arn === other.arn ? [one] : [one, other],
    managedPolicies: await managedOf([one, other]),
    accounts: [...app.estate.accounts().values()],
  });
  const { onlyFirst, onlySecond, lacking, assumed } = comparePrincipals(estate, { first: one.arn, second: other.arn });
  return {
    onlyFirst: onlyFirst.slice(0, MOST).map(toCompared),
    onlySecond: onlySecond.slice(0, MOST).map(toCompared),
    more: Math.max(0, onlyFirst.length - MOST) + Math.max(0, onlySecond.length - MOST),
    lacking,
    assumed,
  };
}

function toCompared(difference: Difference): ComparedAccess {
  const { level, actions, resources, conditional, because } = difference;
  return {
    words: sayAccess(difference),
    level,
    actions,
    resources,
    conditional,
    because: because.map(({ name, statement, sid }) => ({ name, statement, ...(sid === undefined ? {} : { sid }) })),
  };
}

/** A pasted policy is compared as the only policy of a role without a boundary. */
async function principalOf(app: App, side: z.infer<typeof Side>, name: string): Promise<EstatePrincipal> {
  if ("role" in side) {
    const [role] = await app.store.roles.read([side.role]);
    if (role === undefined) throw new Failure("not-found", `No role ${side.role} was read. Search for its name.`);
    return role;
  }
  check(side.policy, name);
  const accountId = "000000000000";
  const arn = formatRoleArn({ partition: app.config.hubs[0]?.partition ?? "aws", accountId, path: "/", name });
  const inlinePolicies = [{ name: `the ${name} policy`, document: side.policy }];
  return { arn, accountId, name, path: "/", inlinePolicies, attachedPolicies: [] };
}

function check(text: string, name: string): void {
  try {
    readValidPolicy(text);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    throw new Failure("invalid", `The ${name} policy: ${error.message}`, { cause: error });
  }
}

/** The documents of AWS's own policies among those that are attached or bound; no others are kept. */
async function managedOf(principals: readonly EstatePrincipal[]): Promise<Map<string, string>> {
  const byPath = await readManaged();
  const arns = principals.flatMap(({ attachedPolicies = [], permissionsBoundary }) => [
    ...attachedPolicies.map(({ arn }) => arn),
    ...(permissionsBoundary === undefined ? [] : [permissionsBoundary]),
  ]);
  const known = arns.flatMap((arn): [string, string][] => {
    const [, partition = "", path = ""] = /^arn:([^:]+):iam::aws:policy(\/.*)$/.exec(arn) ?? [];
    const policy = byPath.get(path);
    const same = formatArn({ partition, service: "iam", region: "", accountId: "aws", resource: `policy${path}` });
    return policy === undefined || same !== arn ? [] : [[arn, policy.document]];
  });
  return new Map(known);
}
