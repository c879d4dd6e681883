import type { Catalogue } from "../../catalogue/catalogue.ts";
import { createRandom, type Random } from "../../test/random.ts";
import type { EstateFacts, EstatePrincipal, EstateResource } from "../estate.ts";
import type { AccessQuestion } from "../target.ts";

const ACCOUNTS = ["111111111111", "222222222222", "333333333333"];
const ACTIONS = [
  "s3:GetObject",
  "s3:*",
  "s3:Get*",
  "sqs:SendMessage",
  "sqs:*",
  "sts:AssumeRole",
  "kms:Decrypt",
  "*",
  "iam:*",
];
const NAMES = ["reports", "orders", "logs"];

const policy = (statements: readonly object[]): string =>
  JSON.stringify({ Version: "2012-10-17", Statement: statements });

function arnOf(random: Random): string {
  const [account, name] = [random.pick(ACCOUNTS), random.pick(NAMES)];
  return random.pick([
    `arn:aws:s3:::${name}-${account}/*`,
    `arn:aws:s3:*${name.slice(1)}-${account}/*`,
    `arn:aws:s3:??${name}-${account}/*`,
    "arn:aws:s3",
    `arn:aws:sqs:eu-west-1:${account}:${name}`,
    `arn:aws:iam::${account}:role/${name}-1`,
    `arn:aws:kms:eu-west-1:${account}:key/${name}`,
    `arn:aws:s3:::${name}-\${aws:PrincipalAccount}/*`,
    `arn:aws:s3:::\${aws:PrincipalTag/team, 'logs'}-${account}/*`,
    "*",
  ]);
}

const CONDITIONS: readonly object[] = [
  {},
  {},
  { Condition: { StringEquals: { "aws:PrincipalOrgID": "o-ours" } } },
  { Condition: { StringEquals: { "aws:PrincipalTag/team": "reports" } } },
  { Condition: { Bool: { "aws:MultiFactorAuthPresent": "true" } } },
  { Condition: { ArnLike: { "aws:PrincipalArn": "arn:aws:iam::222222222222:*" } } },
];

function statement(random: Random): object {
  const effect = random.below(6) === 0 ? "Deny" : "Allow";
  const action = random.below(8) === 0 ? { NotAction: random.pick(ACTIONS) } : { Action: random.pick(ACTIONS) };
  const resource = random.below(8) === 0 ? { NotResource: arnOf(random) } : { Resource: arnOf(random) };
  return { Effect: effect, ...action, ...resource, ...random.pick(CONDITIONS) };
}

function document(random: Random): string {
  return policy(Array.from({ length: 1 + random.below(3) }, () => statement(random)));
}

function principalOf(random: Random): object {
  const account = random.pick(ACCOUNTS);
  const name = `arn:aws:iam::${account}:role/${random.pick(NAMES)}-${random.below(4)}`;
  return random.pick([
    { Principal: "*" },
    { Principal: { AWS: account } },
    { Principal: { AWS: [name, `arn:aws:iam::${account}:user/${random.pick(NAMES)}-5`] } },
    { Principal: { AWS: name } },
    { Principal: { Service: "ec2.amazonaws.com" } },
    { NotPrincipal: { AWS: name } },
  ]);
}

function resourcePolicy(random: Random): string {
  return policy(Array.from({ length: 1 + random.below(2) }, () => ({ ...statement(random), ...principalOf(random) })));
}

function trustPolicy(random: Random): string {
  return policy([
    {
      Effect: random.below(6) === 0 ? "Deny" : "Allow",
      Action: random.pick(["sts:AssumeRole", "sts:*", ["sts:AssumeRole", "sts:TagSession"]]),
      ...principalOf(random),
      ...random.pick(CONDITIONS),
    },
  ]);
}

function principalsOf(random: Random, shared: readonly string[]): EstatePrincipal[] {
  return ACCOUNTS.flatMap((accountId) =>
    Array.from({ length: 6 }, (_, number): EstatePrincipal => {
      const isUser = number === 5;
      const path = random.below(9) === 0 && !isUser ? "/aws-service-role/" : "/";
      const name = `${random.pick(NAMES)}-${number}`;
      return {
        arn: `arn:aws:iam::${accountId}:${isUser ? "user" : "role"}${path}${name}`,
        accountId,
        name,
        path,
        inlinePolicies: random.below(2) === 0 ? [{ name: "own", document: document(random) }] : [],
        attachedPolicies: shared.filter(() => random.below(3) === 0).map((arn) => ({ arn, name: arn })),
        ...(random.below(4) === 0 ? { permissionsBoundary: random.pick(shared) } : {}),
        ...(isUser ? { groups: ["arn:aws:iam::111111111111:group/all"] } : { trustPolicy: trustPolicy(random) }),
        tags: random.below(2) === 0 ? { team: random.pick(NAMES) } : {},
      };
    }),
  );
}

function resourcesOf(random: Random): EstateResource[] {
  return ACCOUNTS.flatMap((accountId) =>
    NAMES.flatMap((name) => {
      const read = (): { policy?: string | null } =>
        random.pick([{}, { policy: null }, { policy: resourcePolicy(random) }, { policy: resourcePolicy(random) }]);
      return [
        { arn: `arn:aws:s3:::${name}-${accountId}`, accountId, type: "s3-bucket", ...read() },
        { arn: `arn:aws:sqs:eu-west-1:${accountId}:${name}`, accountId, type: "sqs-queue", ...read() },
        { arn: `arn:aws:kms:eu-west-1:${accountId}:key/${name}`, accountId, type: "kms-key", ...read() },
      ];
    }),
  );
}

/** Makes the facts of a small estate in which every rule of narrowing is at work, the same for the same seed. */
export function generateEstate(seed: number, catalogue: Catalogue): EstateFacts {
  const random = createRandom(seed);
  const managed = Array.from({ length: 4 }, (_, number) => `arn:aws:iam::aws:policy/Shared${number}`);
  const allow = policy([{ Effect: "Allow", Action: "*", Resource: "*" }]);
  const control = () => [
    { name: "FullAWSAccess", document: allow },
    ...(random.below(3) === 0 ? [{ name: "Own", document: document(random) }] : []),
  ];
  const targets = ["r-1", "ou-1", ...ACCOUNTS];
  const controlPolicies = () => new Map(targets.map((target) => [target, control()]));
  return {
    catalogue,
    principals: principalsOf(random, managed),
    groups: [
      {
        arn: "arn:aws:iam::111111111111:group/all",
        name: "all",
        inlinePolicies: [{ name: "all", document: document(random) }],
      },
    ],
    managedPolicies: new Map(managed.map((arn) => [arn, document(random)])),
    resources: resourcesOf(random),
    organization: {
      id: "o-ours",
      managementAccountId: "333333333333",
      accounts: new Map(ACCOUNTS.map((id) => [id, { unitPath: ["r-1", "ou-1"] }])),
      serviceControl: controlPolicies(),
      resourceControl: controlPolicies(),
    },
  };
}

/** Asks about every kind of resource of the estate. */
export function generateQuestion(random: Random): AccessQuestion {
  const [account, name] = [random.pick(ACCOUNTS), random.pick(NAMES)];
  return random.pick([
    { action: "s3:GetObject", resource: `arn:aws:s3:::${name}-${account}/a.csv` },
    { action: "s3:GetObject", resource: "arn:aws:s3:::unknown/a.csv" },
    { action: "sqs:SendMessage", resource: `arn:aws:sqs:eu-west-1:${account}:${name}` },
    { action: "kms:Decrypt", resource: `arn:aws:kms:eu-west-1:${account}:key/${name}` },
    { action: "sts:AssumeRole", resource: `arn:aws:iam::${account}:role/${name}-1` },
    { action: "iam:ListRoles", resource: "*" },
    { action: "sts:GetCallerIdentity", resource: "*" },
  ]);
}
