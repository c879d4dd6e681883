import { formatArn, parseArn } from "../../arn.ts";
import type { Principal, RequestContext } from "../request.ts";
import { type EstateDocument, treeOf } from "./documents.ts";
import type { Estate } from "./estate.ts";
import type { Who } from "./grants-of.ts";
import { isOurs } from "./key-reach.ts";
import { orgPathOf } from "./organization.ts";
import type { Target } from "./target.ts";

/** Somebody who stands for all of whom policies say the same, and how far away that is. */
export type Stranger = { principal: Principal; context: RequestContext; at: "account" | "organization" | "outside" };

type Tried = { who: Who; policies: readonly EstateDocument[] };

const NOBODY = "000000000000";
const TELLING = /^aws:principal(arn|account|orgid)$/;

/**
 * Answers those by whom a grant is tried: for each distance one of whom no policy says anything, and all whom the policies
 * name, since for those they make their exceptions.
 */
export function strangersFor(estate: Estate, target: Target, { who, policies }: Tried): Stranger[] {
  const of = { arn: "", accountId: "" };
  if (who.kind === "service") return [{ principal: { ...of, service: who.name }, context: {}, at: "outside" }];
  if (who.kind === "provider") return [{ principal: { ...of, federated: who.name }, context: {}, at: "outside" }];
  const named = who.kind === "principal" ? [] : policies.flatMap(namesIn);
  const anyone = [NOBODY, estate.facts.organization?.id ?? NOBODY, target.accountId ?? NOBODY];
  const isNamed = who.kind === "account" || who.kind === "principal";
  const names = [...named, ...(isNamed ? [who.name] : anyone)];
  return [...new Set(names)]
    .map((name) => strangerOf(estate, target, name))
    .filter(({ principal }) => who.kind !== "account" || principal.accountId === who.name);
}

/** Accounts, ARNs and ids of organizations, as policies write them. */
function namesIn(document: EstateDocument): string[] {
  return (treeOf(document)?.statements ?? []).flatMap(({ principal, conditions }) => [
    ...(principal?.names ?? []).flatMap(({ kind, name }) => (kind === "AWS" && name.value !== "*" ? [name.value] : [])),
    ...conditions.flatMap(({ lower, values }) => (TELLING.test(lower) ? values.map(({ value }) => String(value)) : [])),
  ]);
}

function strangerOf(estate: Estate, target: Target, name: string): Stranger {
  const { organization } = estate.facts;
  const arn = parseArn(name);
  const account = arn?.accountId ?? name;
  const accountId = /^\d{12}$/.test(account) ? account : NOBODY;
  const { partition } = arn ?? parseArn(target.question.resource) ?? { partition: "aws" };
  // Wildcards in the name of an exception stand for somebody whom it covers.
  const resource =
    arn === undefined || arn.resource === "root" ? "role/stranger" : arn.resource.replaceAll(/[*?]/g, "x");
  const path = organization ? orgPathOf(organization, accountId) : undefined;
  const isOfOurs = path !== undefined || name === organization?.id;
  const other = name.startsWith("o-") ? name : "o-stranger";
  const id = isOfOurs ? organization?.id : other;
  const near = accountId === target.accountId ? "account" : "organization";
  return {
    principal: {
      arn: formatArn({ partition, service: arn?.service ?? "iam", region: "", accountId, resource }),
      accountId,
    },
    // Without the organization nobody knows whether an account of ours is in one.
    context:
      organization === undefined && isOurs(estate, accountId)
        ? {}
        : { "aws:PrincipalOrgID": id ?? other, "aws:PrincipalOrgPaths": [path ?? `${id ?? other}/`] },
    at: isOfOurs || near === "account" || isOurs(estate, accountId) ? near : "outside",
  };
}
