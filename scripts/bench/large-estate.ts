import { SILENT } from "./silent-log.ts";
import { createApp } from "@gatehouse/api/app";
import { loadConfig } from "@gatehouse/api/load-config";
import type { Account } from "@gatehouse/core/account";
import { formatArn, formatRoleArn } from "@gatehouse/core/arn";
import type { IamRole } from "@gatehouse/core/role/role";

/** Groups of the people that the benchmarks are about, and how many roles of the estate each group is granted. */
const MANY = "many-roles";
export const PEOPLE = { few: "few@bench.example", many: "many@bench.example" };
const FEW = "few-roles";
const FEW_ROLES = 100;

const NOWHERE = "http://127.0.0.1:9";
const HUB = formatRoleArn({ partition: "aws", accountId: "100000000000", path: "/", name: "GatehouseHub" });

/** The config of an installation whose records are in a folder and whose AWS is not there. */
export function benchConfig(data: string) {
  return loadConfig(benchConfigText(data, 0));
}

export function benchConfigText(data: string, port: number): string {
  return JSON.stringify({
    listen: { host: "127.0.0.1", port },
    sign_on: {
      methods: ["demo"],
      demo_people: [
        { name: PEOPLE.few, display_name: "Few", groups: [FEW] },
        { name: PEOPLE.many, display_name: "Many", groups: [MANY] },
      ],
    },
    hubs: [{ name: "main", spoke_role: "GatehouseSpoke", endpoint: NOWHERE, federation_url: NOWHERE }],
    storage: { data },
  });
}

/** Stores accounts × roles, of which one group may use a hundred, spread over the accounts, and another all. */
export async function storeLargeEstate(data: string, { accounts, roles }: { accounts: number; roles: number }) {
  const app = await createApp(benchConfig(data), { log: SILENT });
  const finishedAt = new Date().toISOString();
  const ids = accountIds(accounts);
  await app.store.accounts.apply("main", { put: ids.map(accountOf), complete: { finishedAt } });
  const every = Math.max(1, Math.floor((accounts * roles) / FEW_ROLES));
  for (const [at, id] of ids.entries()) {
    const put = rolesOf(id, at * roles, { roles, every });
    await app.store.roles.apply(id, { put, stored: [], complete: { finishedAt } });
  }
  await app.close();
}

export function accountIds(accounts: number): string[] {
  return Array.from({ length: accounts }, (_, index) => String(100_000_000_001 + index));
}

/** The roles of one account, numbered on from those of the accounts before it. */
export function rolesOf(
  accountId: string,
  from: number,
  { roles, every }: { roles: number; every: number },
): IamRole[] {
  return Array.from({ length: roles }, (_, index) => roleOf(accountId, from + index, every));
}

function accountOf(id: string): Account {
  return { id, name: `account-${id.slice(-5)}`, partition: "aws", hub: "main", state: "ACTIVE", units: ["Workloads"] };
}

function roleOf(accountId: string, number: number, every: number): IamRole {
  const name = `service-${number.toString(36)}-operator`;
  const path = "/";
  const few = number % every === 0 ? `:${FEW}` : "";
  return {
    arn: formatRoleArn({ partition: "aws", accountId, path, name }),
    accountId,
    name,
    path,
    roleId: `AROA${String(number).padStart(16, "0")}`,
    createdAt: "2025-03-01T09:00:00.000Z",
    trustPolicy: JSON.stringify({
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Principal: { AWS: HUB },
          Action: ["sts:AssumeRole", "sts:SetSourceIdentity", "sts:TagSession"],
        },
      ],
    }),
    inlinePolicies: [{ name: "work", document: inlinePolicy(accountId, name) }],
    attachedPolicies: [
      { name: "ReadOnlyAccess", arn: formatArn({ ...AWS_POLICY, resource: "policy/ReadOnlyAccess" }) },
    ],
    instanceProfiles: [],
    tags: { team: `team-${number % 40}`, "consoleme-authorized": `${MANY}${few}` },
    lastUsed: { at: "2026-10-30T12:00:00.000Z", region: "eu-west-1" },
  };
}

const AWS_POLICY = { partition: "aws", service: "iam", region: "", accountId: "aws" };

function inlinePolicy(accountId: string, name: string): string {
  const queue = formatArn({ partition: "aws", service: "sqs", region: "*", accountId, resource: `${name}-*` });
  const statements = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:SendMessage"].map((action) => ({
    Effect: "Allow",
    Action: action,
    Resource: queue,
    Condition: { StringEquals: { "aws:RequestedRegion": ["eu-west-1", "us-east-1"] } },
  }));
  return JSON.stringify({ Version: "2012-10-17", Statement: statements });
}
