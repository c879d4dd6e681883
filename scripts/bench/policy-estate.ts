import type { Catalogue } from "@gatehouse/core/policy/catalogue/catalogue";
import type { EstateFacts, EstatePrincipal, EstateResource } from "@gatehouse/core/policy/estate/estate";
import { formatArn, formatRoleArn } from "@gatehouse/core/arn";
import { accountIds } from "./large-estate.ts";

const ORGANIZATION = "o-a1b2c3d4e5";
const TEAMS = 40;
const UNITS = 10;

const policy = (...statements: object[]): string => JSON.stringify({ Version: "2012-10-17", Statement: statements });
const awsPolicy = (name: string): string =>
  formatArn({ partition: "aws", service: "iam", region: "", accountId: "aws", resource: `policy/${name}` });
const bucketArn = (name: string): string =>
  formatArn({ partition: "aws", service: "s3", region: "", accountId: "", resource: name });
const queueArn = (accountId: string, name: string): string =>
  formatArn({ partition: "aws", service: "sqs", region: "eu-west-1", accountId, resource: name });

const ALL = { Effect: "Allow", Action: "*", Resource: "*" };
const MANAGED: Readonly<Record<string, string>> = {
  AdministratorAccess: policy(ALL),
  ReadOnlyAccess: policy({
    Effect: "Allow",
    Action: ["s3:Get*", "s3:List*", "sqs:Get*", "ec2:Describe*", "iam:Get*"],
    Resource: "*",
  }),
  Logging: policy({ Effect: "Allow", Action: ["logs:CreateLogStream", "logs:PutLogEvents"], Resource: "*" }),
  Boundary: policy(
    { Effect: "Allow", NotAction: ["iam:*", "organizations:*"], Resource: "*" },
    { Effect: "Deny", Action: "s3:DeleteBucket", Resource: "*" },
  ),
};
const attached = (...names: string[]) => names.map((name) => ({ name, arn: awsPolicy(name) }));

/** The bucket that the whole organization may read. */
export const SHARED_BUCKET = "shared-datasets";
export const bucketOf = (accountId: string, team: number): string => `team-${team}-${accountId}`;
export const queueOf = (accountId: string, team: number): string => queueArn(accountId, `team-${team}-jobs`);
export const bucketObject = (name: string): string => bucketArn(`${name}/2026/q1.csv`);

/** An estate of so many accounts and roles: a few administrators and readers an account, the others with work of their own team. */
export function largePolicyEstate(
  catalogue: Catalogue,
  { accounts, roles }: { accounts: number; roles: number },
): EstateFacts {
  const ids = accountIds(accounts);
  return {
    catalogue,
    principals: ids.flatMap((id) => Array.from({ length: roles }, (_, number) => roleOf(id, number))),
    groups: [],
    managedPolicies: new Map(Object.entries(MANAGED).map(([name, document]) => [awsPolicy(name), document])),
    resources: [
      ...ids.flatMap((id) => Array.from({ length: TEAMS }, (_, team) => resourcesOf(id, team)).flat()),
      sharedBucket(ids),
    ],
    organization: {
      id: ORGANIZATION,
      managementAccountId: "100000000000",
      accounts: new Map(ids.map((id, at) => [id, { unitPath: ["r-ab12", `ou-ab12-${at % UNITS}`] }])),
      serviceControl: controlsOf(ids),
      resourceControl: null,
    },
  };
}

function roleOf(accountId: string, number: number): EstatePrincipal {
  const name = `service-${number}`;
  const team = number % TEAMS;
  const own = { name: "work", document: workOf(accountId, team, number) };
  const isAdmin = number < 2;
  const reads = number % 10 === 3;
  return {
    arn: formatRoleArn({ partition: "aws", accountId, path: "/", name }),
    accountId,
    name,
    path: "/",
    trustPolicy: policy({ Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" }),
    inlinePolicies: isAdmin ? [] : [own],
    attachedPolicies: isAdmin
      ? attached("AdministratorAccess")
      : attached("Logging", ...(reads ? ["ReadOnlyAccess"] : [])),
    ...(number % 4 === 1 ? { permissionsBoundary: awsPolicy("Boundary") } : {}),
    tags: { team: `team-${team}` },
  };
}

/** Some roles have a text of their own, others share it with their team. */
function workOf(accountId: string, team: number, number: number): string {
  const bucket = bucketArn(bucketOf(accountId, team));
  const isOwn = number % 3 === 0;
  const ofTeam = `${SHARED_BUCKET}/\${aws:PrincipalTag/team}/*`;
  return policy(
    { Sid: "Bucket", Effect: "Allow", Action: ["s3:GetObject", "s3:PutObject"], Resource: [`${bucket}/*`, bucket] },
    {
      Sid: "Queue",
      Effect: "Allow",
      Action: "sqs:*",
      Resource: isOwn ? queueArn(accountId, `service-${number}-*`) : queueOf(accountId, team),
      Condition: { StringEquals: { "aws:RequestedRegion": ["eu-west-1", "us-east-1"] } },
    },
    ...(number % 10 === 4 ? [{ Effect: "Allow", Action: "s3:GetObject", Resource: bucketArn(ofTeam) }] : []),
    ...(number % 7 === 0
      ? [{ Effect: "Allow", Action: "s3:GetObject", Resource: bucketArn(`${SHARED_BUCKET}/*`) }]
      : []),
  );
}

function resourcesOf(accountId: string, team: number): EstateResource[] {
  return [
    { arn: bucketArn(bucketOf(accountId, team)), accountId, type: "s3-bucket", policy: null },
    { arn: queueOf(accountId, team), accountId, type: "sqs-queue", policy: null },
  ];
}

function sharedBucket([owner = ""]: readonly string[]): EstateResource {
  const arn = bucketArn(SHARED_BUCKET);
  const document = policy({
    Effect: "Allow",
    Principal: "*",
    Action: "s3:GetObject",
    Resource: `${arn}/*`,
    Condition: { StringEquals: { "aws:PrincipalOrgID": ORGANIZATION }, Bool: { "aws:SecureTransport": "true" } },
  });
  return { arn, accountId: owner, type: "s3-bucket", policy: document };
}

function controlsOf(ids: readonly string[]) {
  const full = { name: "FullAWSAccess", document: policy(ALL) };
  const regions = {
    name: "Regions",
    document: policy({
      Effect: "Deny",
      NotAction: ["iam:*", "sts:*", "s3:*"],
      Resource: "*",
      Condition: { StringNotEquals: { "aws:RequestedRegion": ["eu-west-1", "us-east-1"] } },
    }),
  };
  const units = Array.from({ length: UNITS }, (_, at) => `ou-ab12-${at}`);
  return new Map<string, readonly { name: string; document: string }[]>([
    ["r-ab12", [full, regions]],
    ...[...units, ...ids].map((target) => [target, [full]] as const),
  ]);
}
