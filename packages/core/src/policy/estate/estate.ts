import type { Account } from "../../account.ts";
import type { Catalogue } from "../catalogue/catalogue.ts";
import { type AccountIndex, indexAccount } from "./account-index.ts";
import { createDocuments, type EstateDocument } from "./documents.ts";
import { type Guards, guardsOf } from "./guards-of.ts";
import type { Organization } from "./organization.ts";

export type NamedDocument = { name: string; document: string };

/** A role or user as it was read; an IamRole is one. Where inlinePolicies is absent its policies were not read. */
export type EstatePrincipal = {
  arn: string;
  accountId: string;
  name: string;
  /** A path of "/aws-service-role/…" makes a role service-linked. */
  path: string;
  inlinePolicies?: readonly NamedDocument[];
  attachedPolicies?: readonly { name: string; arn: string }[];
  /** The ARN of the boundary's policy; where the policies were read, its absence means that there is none. */
  permissionsBoundary?: string | undefined;
  /** A role's trust policy. */
  trustPolicy?: string;
  /** ARNs of the groups of a user. */
  groups?: readonly string[];
  tags?: Readonly<Record<string, string>>;
};

export type EstateGroup = {
  arn: string;
  name: string;
  inlinePolicies?: readonly NamedDocument[];
  attachedPolicies?: readonly { name: string; arn: string }[];
};

export type EstateResource = {
  arn: string;
  accountId: string;
  /** As the inventory names it, e.g. "s3-bucket". */
  type: string;
  /** The text of its policy, null where it has none; absent where it was not read. */
  policy?: string | null;
  tags?: Readonly<Record<string, string>>;
  /** S3's block of public access as it holds for this bucket, the account's included. */
  publicAccessBlock?: { blockPublicPolicy: boolean; restrictPublicBuckets: boolean };
};

/** What is known of an estate; what is absent was not read, and answers say so. */
export type EstateFacts = {
  catalogue: Catalogue;
  principals?: readonly EstatePrincipal[] | undefined;
  groups?: readonly EstateGroup[];
  /** The documents of managed policies, AWS's own included, by ARN. */
  managedPolicies?: ReadonlyMap<string, string>;
  resources?: readonly EstateResource[];
  /** Accounts by the canonical user ids by which Amazon S3 knows them. */
  canonicalUserIds?: ReadonlyMap<string, string>;
  accounts?: readonly Pick<Account, "id" | "name" | "environment">[];
  /** Null where the accounts are known to be in no organization. */
  organization?: Organization | null | undefined;
};

/** An estate ready for questions. Indexes are made account by account, when a question first touches one. */
export type Estate = {
  facts: EstateFacts;
  catalogue: Catalogue;
  /** Ids of the accounts that have principals. */
  accountIds: readonly string[];
  document(text: string): EstateDocument;
  managedPolicy(arn: string): EstateDocument | undefined;
  account(id: string): Pick<Account, "id" | "name" | "environment"> | undefined;
  principal(arn: string): EstatePrincipal | undefined;
  group(arn: string): EstateGroup | undefined;
  resource(arn: string): EstateResource | undefined;
  /** The principals of an account with their documents, by what these could allow. */
  index(accountId: string): AccountIndex;
  /** The service and resource control policies that bind an account. */
  guards(accountId: string): Guards;
};

/** Prepares an estate for questions; the facts must not change afterwards. */
export function createEstate(facts: EstateFacts): Estate {
  const document = createDocuments();
  const byAccount = Map.groupBy(facts.principals ?? [], ({ accountId }) => accountId);
  const principals = onceBy(() => facts.principals ?? []);
  const groups = onceBy(() => facts.groups ?? []);
  const resources = onceBy(() => facts.resources ?? []);
  const accounts = new Map((facts.accounts ?? []).map((account) => [account.id, account]));
  const estate: Estate = {
    facts,
    catalogue: facts.catalogue,
    accountIds: [...byAccount.keys()],
    document,
    managedPolicy: (arn) => {
      const text = facts.managedPolicies?.get(arn);
      return text === undefined ? undefined : document(text);
    },
    account: (id) => accounts.get(id),
    principal: principals,
    group: groups,
    resource: resources,
    index: remembering((id) => indexAccount(estate, byAccount.get(id) ?? [])),
    guards: remembering((id) => guardsOf(estate, id)),
  };
  return estate;
}

/** Finds by ARN; the map is made when it is first needed. */
function onceBy<Row extends { arn: string }>(rows: () => readonly Row[]): (arn: string) => Row | undefined {
  let byArn: Map<string, Row> | undefined;
  return (arn) => (byArn ??= new Map(rows().map((row) => [row.arn, row]))).get(arn);
}

/** Works an answer out once for each account. */
function remembering<Answer>(answer: (id: string) => Answer): (id: string) => Answer {
  const known = new Map<string, Answer>();
  return (id) => {
    const before = known.get(id);
    if (before !== undefined) return before;
    const value = answer(id);
    known.set(id, value);
    return value;
  };
}
