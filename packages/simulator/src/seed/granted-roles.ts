import { trustText } from "../world/policy-text.ts";
import type { RoleSpec } from "../world/role.ts";
import type { AccountPlan } from "./accounts.ts";

/** Role tags that grant a role: to console and CLI, or to the CLI alone. */
const TAGS = { console: "consoleme-authorized", cli: "consoleme-authorized-cli-only" } as const;

type Granted = {
  name: string;
  /** People and groups, split at ":". */
  to: string;
  policy: string;
  tag?: keyof typeof TAGS;
  path?: string;
  /** legacy: lets the hub assume the role, but set no source identity and no tags. elsewhere: does not name the hub. */
  trust?: "legacy" | "elsewhere";
  description?: string;
};

const SPECIAL: Record<string, readonly Granted[]> = {
  "payments-prod": [
    { name: "PaymentsReadOnly", to: "payments-engineering", policy: "ReadOnlyAccess" },
    { name: "PaymentsOnCall", to: "payments-engineering:priya.raman@larkspur.example", policy: "PowerUserAccess" },
    {
      name: "payments-settlement-runner",
      to: "payments-engineering",
      policy: "AmazonS3ReadOnlyAccess",
      tag: "cli",
      path: "/batch/",
      description: "Runs a settlement by hand from a terminal",
    },
  ],
  "payments-staging": [
    { name: "PaymentsEngineer", to: "payments-engineering", policy: "PowerUserAccess" },
    { name: "PaymentsReadOnly", to: "payments-engineering", policy: "ReadOnlyAccess", trust: "legacy" },
  ],
  "payments-dev": [
    { name: "PaymentsEngineer", to: "payments-engineering", policy: "PowerUserAccess" },
    { name: "ContractorSupport", to: "contractors-2025", policy: "job-function/ViewOnlyAccess" },
  ],
  "data-platform-prod": [
    { name: "DataPlatformReadOnly", to: "data-platform", policy: "ReadOnlyAccess" },
    {
      name: "WarehouseAnalyst",
      to: "data-platform:analytics-engineering",
      policy: "AmazonS3ReadOnlyAccess",
      trust: "elsewhere",
      description: "Still trusts the old sign-on only",
    },
  ],
  "data-platform-dev": [
    { name: "DataPlatformEngineer", to: "data-platform", policy: "PowerUserAccess" },
    { name: "NotebookRunner", to: "data-platform", policy: "AmazonS3ReadOnlyAccess", path: "/notebooks/research/" },
  ],
  "shared-services": [
    { name: "ArtifactPublisher", to: "priya.raman@larkspur.example:cloud-platform", policy: "AmazonS3ReadOnlyAccess" },
    { name: "ContractorSupport", to: "contractors-2025", policy: "job-function/ViewOnlyAccess" },
  ],
  network: [{ name: "NetworkOperator", to: "cloud-platform", policy: "job-function/NetworkAdministrator" }],
  "public-sector-prod": [
    { name: "PublicSectorOperator", to: "cloud-platform", policy: "PowerUserAccess" },
    { name: "PublicSectorReadOnly", to: "cloud-platform:public-sector", policy: "ReadOnlyAccess" },
  ],
  "public-sector-staging": [{ name: "PublicSectorEngineer", to: "cloud-platform", policy: "PowerUserAccess" }],
};

const BY_ENVIRONMENT = {
  prod: { suffix: "ReadOnly", policy: "ReadOnlyAccess" },
  staging: { suffix: "Engineer", policy: "PowerUserAccess" },
  dev: { suffix: "Engineer", policy: "PowerUserAccess" },
  sandbox: { suffix: "Admin", policy: "AdministratorAccess" },
} as const;

function grantedIn({ name, team, environment, round }: AccountPlan): readonly Granted[] {
  const special = SPECIAL[name];
  if (special) return special;
  if (!team || !environment) return [];
  const { suffix, policy } = BY_ENVIRONMENT[environment];
  const to = round > 1 ? `${team.group}-${round}` : team.group;
  return [{ name: team.title.replaceAll(" ", "") + suffix, to, policy }];
}

function trustOf({ trust }: Granted, { hubRole, accountId, partition }: Trusted): string {
  if (trust === "legacy") return trustText(hubRole, "sts:AssumeRole");
  return trust === "elsewhere" ? trustText(`arn:${partition}:iam::${accountId}:role/LegacySignOn`) : trustText(hubRole);
}

type Trusted = { hubRole: string; accountId: string; partition: string };

/** The roles of an account that people and groups may use, and the auditors' role that every account has. */
export function grantedRoles(plan: AccountPlan, hubRole: string): RoleSpec[] {
  const audit: Granted = { name: "SecurityAudit", to: "security-audit", policy: "SecurityAudit" };
  const trusted = { hubRole, accountId: plan.id, partition: plan.partition };
  return [audit, ...grantedIn(plan)].map((granted) => ({
    name: granted.name,
    path: granted.path ?? "/",
    trustPolicy: trustOf(granted, trusted),
    description: granted.description ?? `${granted.name} in ${plan.name}`,
    attachedPolicies: [`arn:${plan.partition}:iam::aws:policy/${granted.policy}`],
    tags: { [TAGS[granted.tag ?? "console"]]: granted.to, "managed-by": "identity-team" },
  }));
}
