import { parseArn } from "@gatehouse/core/arn";
import type { Lacking } from "@gatehouse/core/policy/simulate/answer";
import type { IamRole } from "@gatehouse/core/role/role";
import type { App } from "../app.ts";
import { readManaged } from "./assets.ts";
import { type Asker, readRole } from "./read-role.ts";

/** One document with its name, as a page shows it. */
export type NamedDocument = { name: string; text: string };

/** A role's own policies as far as they were read, and which were not. */
export type RolePolicies = {
  role: IamRole;
  identity: NamedDocument[];
  boundary?: NamedDocument;
  lacking: Lacking[];
};

/** Reads a role's policies from the store; a policy that a customer manages is not kept there, and is named as lacking. */
export async function readRolePolicies(app: App, asker: Asker, arn: string): Promise<RolePolicies> {
  const role = await readRole(app, asker, arn);
  const identity: NamedDocument[] = role.inlinePolicies.map(({ name, document }) => ({
    name: `inline policy ${name}`,
    text: readable(document),
  }));
  const lacking: Lacking[] = [];
  for (const { name, arn: policyArn } of role.attachedPolicies) {
    const document = await managedDocument(policyArn);
    if (document === undefined)
      lacking.push({ policy: "identity", what: `Customer managed policy ${name} was not read` });
    else identity.push({ name: `managed policy ${name}`, text: readable(document) });
  }
  const boundary = role.permissionsBoundary;
  const bound = boundary === undefined ? undefined : await managedDocument(boundary);
  if (boundary !== undefined && bound === undefined)
    lacking.push({ policy: "boundary", what: `The permissions boundary ${nameOf(boundary)} was not read` });
  return {
    role,
    identity,
    lacking,
    ...(boundary === undefined || bound === undefined
      ? {}
      : { boundary: { name: nameOf(boundary), text: readable(bound) } }),
  };
}

/** The document of a policy that AWS manages; they have "aws" in the place of the account. https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_managed-vs-inline.html */
export async function managedDocument(policyArn: string): Promise<string | undefined> {
  const arn = parseArn(policyArn);
  if (arn?.accountId !== "aws") return undefined;
  const policy = (await readManaged()).get(arn.resource.replace(/^policy/, ""));
  return policy?.document;
}

/** A stored document is one long line; reasons name lines, so it is laid out before anything reads it. */
export function readable(document: string): string {
  return JSON.stringify(JSON.parse(document), undefined, 2);
}

const nameOf = (arn: string): string => arn.slice(arn.lastIndexOf("/") + 1);
