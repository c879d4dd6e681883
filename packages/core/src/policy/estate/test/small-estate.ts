import { createEstate, type Estate, type EstateFacts, type EstatePrincipal } from "../estate.ts";
import { readCatalogue } from "../../test/read-catalogue.ts";

export const accountId = "111122223333";
export const otherId = "444455556666";
const catalogue = await readCatalogue();

/** A policy's text from its statements. */
export const policy = (...statements: readonly object[]): string =>
  JSON.stringify({ Version: "2012-10-17", Statement: statements });

export const allow = (Action: string | string[], Resource: string | string[] = "*", more: object = {}) => ({
  Effect: "Allow",
  Action,
  Resource,
  ...more,
});

export const trusts = (Principal: unknown, more: object = {}): string =>
  policy({ Effect: "Allow", Principal, Action: "sts:AssumeRole", ...more });

/** A role whose inline policy "work" has the statements. */
export function role(
  name: string,
  statements: readonly object[],
  more: Partial<EstatePrincipal> = {},
): EstatePrincipal {
  return {
    arn: `arn:aws:iam::${accountId}:role/${name}`,
    accountId,
    name,
    path: "/",
    inlinePolicies: [{ name: "work", document: policy(...statements) }],
    attachedPolicies: [],
    trustPolicy: trusts({ Service: "ec2.amazonaws.com" }),
    ...more,
  };
}

/** An organization of both accounts, which uses no control policies. */
export const organization = {
  id: "o-ours",
  managementAccountId: "999999999999",
  accounts: new Map([accountId, otherId].map((id) => [id, { unitPath: ["r-1"] }])),
  serviceControl: null,
  resourceControl: null,
};

/** An estate without an organization, of two accounts: prod, and dev. */
export function smallEstate(facts: Partial<EstateFacts>): Estate {
  return createEstate({
    catalogue,
    organization: null,
    accounts: [
      { id: accountId, name: "shop", environment: "dev" },
      { id: otherId, name: "shop-prod", environment: "prod" },
    ],
    ...facts,
  });
}
