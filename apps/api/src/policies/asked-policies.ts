import type { PolicyKind } from "@gatehouse/core/policy/decision";
import type { PolicyDocument } from "@gatehouse/core/policy/document";
import type { Policies } from "@gatehouse/core/policy/evaluate";
import { mustAllow } from "@gatehouse/core/policy/must-allow";
import type { Lacking } from "@gatehouse/core/policy/simulate/answer";
import type { IamRole } from "@gatehouse/core/role/role";
import type { App } from "../app.ts";
import type { AskedDocuments } from "./evaluate-access.ts";
import { parseNamed } from "./policy-text.ts";
import { type Asker, readRoleIfAny } from "./read-role.ts";
import { type RoleFacts, roleFacts } from "./role-facts.ts";
import { type NamedDocument, readable, readRolePolicies } from "./role-policies.ts";

/** A document that took part, by its kind and its place among those of that kind. */
export type ShownDocument = NamedDocument & { id: string };

/** All policies that bear on a question: compiled, as texts to show, and those that are lacking. */
export type AskedPolicies = {
  policies: Policies;
  documents: ShownDocument[];
  lacking: Lacking[];
  tags: Readonly<Record<string, string>>;
  /** The roles of the estate whose policies these are. */
  roles: RoleFacts[];
};

type Texts = Partial<Record<PolicyKind, readonly NamedDocument[]>>;

/** The name of a document in an answer. */
export function documentId(policy: PolicyKind, document: number, level = 0): string {
  return `${policy}/${level}/${document}`;
}

/** Gathers the policies of a role of the estate, or those that were pasted, with what was pasted besides. */
export async function gatherPolicies(app: App, asker: Asker, asked: AskedDocuments): Promise<AskedPolicies> {
  const own = asked.role === undefined ? undefined : await readRolePolicies(app, asker, asked.role);
  const pasted = (name: string, text: string | undefined): NamedDocument[] =>
    text === undefined ? [] : [{ name, text }];
  const assumed = await assumedRole(app, asker, asked);
  const trust = assumed && trustOf(assumed);
  const numbered = (name: string, texts: readonly string[] = []): NamedDocument[] =>
    texts.map((text, index) => ({ name: texts.length > 1 ? `${name} ${index + 1}` : name, text }));
  const texts: Texts = {
    "service-control": numbered("service control policy", asked.serviceControl),
    "resource-control": numbered("resource control policy", asked.resourceControl),
    boundary: own?.boundary === undefined ? pasted("permissions boundary", asked.boundary) : [own.boundary],
    session: pasted("session policy", asked.session),
    identity: [...(own?.identity ?? []), ...numbered("pasted policy", asked.identity)],
    resource: trust === undefined ? pasted("resource-based policy", asked.resourcePolicy) : [],
    trust: trust === undefined ? [] : [trust],
    "vpc-endpoint": pasted("VPC endpoint policy", asked.endpoint),
  };
  return {
    // A boundary that was not read may be in the way of whatever else allows.
    policies: compile(texts, own?.lacking.some(({ policy }) => policy === "boundary") ? ["boundary"] : []),
    documents: shown(texts),
    lacking: own === undefined ? [] : [...own.lacking, ...lackingBesides(asked, trust)],
    tags: own?.role.tags ?? {},
    roles: [own?.role, assumed].flatMap((role) => (role === undefined ? [] : [roleFacts(app, role)])),
  };
}

/** A level of the organization is one document: each must allow. */
const isLevelled = (policy: string): boolean => policy === "service-control" || policy === "resource-control";

function shown(texts: Texts): ShownDocument[] {
  return Object.entries(texts).flatMap(([policy, documents]) =>
    documents.map((document, index) => ({
      ...document,
      id: isLevelled(policy) ? documentId(policy as PolicyKind, 0, index) : documentId(policy as PolicyKind, index),
    })),
  );
}

function compile(texts: Texts, unread: readonly PolicyKind[]): Policies {
  const of = (policy: PolicyKind): PolicyDocument[] => (texts[policy] ?? []).map(parseNamed);
  const [boundary] = of("boundary");
  const session = of("session");
  const [resource] = of("resource");
  const [trust] = of("trust");
  const [endpoint] = of("vpc-endpoint");
  return {
    identity: of("identity"),
    serviceControl: of("service-control").map((document) => [document]),
    resourceControl: of("resource-control").map((document) => [document]),
    boundary,
    session: session.length === 0 ? undefined : session,
    resource,
    trust,
    endpoint,
    unread,
  };
}

/** The role of the estate that is to be assumed. */
async function assumedRole(app: App, asker: Asker, { action, resource }: AskedDocuments): Promise<IamRole | undefined> {
  return mustAllow(action, resource) === "trust" ? readRoleIfAny(app, asker, resource) : undefined;
}

const trustOf = ({ name, trustPolicy }: IamRole): NamedDocument => ({
  name: `trust policy of ${name}`,
  text: readable(trustPolicy),
});

function lackingBesides(asked: AskedDocuments, trust: NamedDocument | undefined): Lacking[] {
  const all: readonly (Lacking & { known: boolean })[] = [
    {
      policy: "service-control",
      what: "Service control policies were not read",
      known: asked.serviceControl !== undefined,
    },
    {
      policy: "resource-control",
      what: "Resource control policies were not read",
      known: asked.resourceControl !== undefined,
    },
    {
      policy: "resource",
      what: "The policy of the resource, if it has one, was not read",
      known: trust !== undefined || asked.resourcePolicy !== undefined || asked.resource === "*",
    },
  ];
  return all.filter(({ known }) => !known).map(({ policy, what }) => ({ policy, what }));
}
