import { policyText, trustText } from "../world/policy-text.ts";
import type { InlinePolicy, RoleSpec } from "../world/role.ts";
import type { AccountPlan } from "./accounts.ts";
import { APPLICATIONS, COMPANY, REGIONS, SERVICES } from "./names.ts";
import { createRandom, type Random } from "./random.ts";

/** Where and for what an application's role is made. */
type Place = { plan: AccountPlan; application: string; region: string; random: Random; hubArn: string };

const ATTACHED = [
  "ReadOnlyAccess",
  "AmazonS3ReadOnlyAccess",
  "CloudWatchAgentServerPolicy",
  "AmazonSSMManagedInstanceCore",
  "AWSXRayDaemonWriteAccess",
  "AmazonSQSFullAccess",
] as const;

function trustOf({ plan, application, random, hubArn }: Place): string {
  const kind = random.next();
  if (kind < 0.6) {
    return policyText({ Effect: "Allow", Principal: { Service: random.pick(SERVICES) }, Action: "sts:AssumeRole" });
  }
  if (kind < 0.8) {
    const issuer = "token.actions.githubusercontent.com";
    return policyText({
      Effect: "Allow",
      Principal: { Federated: `arn:${plan.partition}:iam::${plan.id}:oidc-provider/${issuer}` },
      Action: "sts:AssumeRoleWithWebIdentity",
      Condition: {
        StringEquals: { [`${issuer}:aud`]: "sts.amazonaws.com" },
        StringLike: { [`${issuer}:sub`]: `repo:${COMPANY.name.toLowerCase()}/${application}:*` },
      },
    });
  }
  if (kind < 0.88) return trustText(hubArn);
  if (kind < 0.94) return trustText(`arn:${plan.partition}:iam::${plan.id}:root`, "sts:AssumeRole");
  return policyText({
    Effect: "Allow",
    Principal: { AWS: `arn:${plan.partition}:iam::999999999999:root` },
    Action: "sts:AssumeRole",
    Condition: { StringEquals: { "sts:ExternalId": random.id(10) } },
  });
}

function objectsPolicy({ plan, application, random }: Place): InlinePolicy {
  const bucket = `arn:${plan.partition}:s3:::${application}-${plan.id.slice(-4)}`;
  const actions = random.chance(0.15) ? "s3:*" : ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"];
  const document = policyText(
    { Sid: "Objects", Effect: "Allow", Action: actions, Resource: [`${bucket}/*`] },
    { Sid: "List", Effect: "Allow", Action: ["s3:ListBucket", "s3:GetBucketLocation"], Resource: [bucket] },
  );
  return { name: `${application}-s3`, document };
}

function queuesPolicy({ plan, application, region }: Place): InlinePolicy {
  const at = (service: string) => `arn:${plan.partition}:${service}:${region}:${plan.id}:${application}`;
  const document = policyText(
    {
      Effect: "Allow",
      Action: ["sqs:SendMessage", "sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"],
      Resource: `${at("sqs")}-*`,
    },
    { Effect: "Allow", Action: "sns:Publish", Resource: `${at("sns")}-events` },
  );
  return { name: `${application}-queues`, document };
}

function dataPolicy({ plan, application, region }: Place): InlinePolicy {
  const table = `arn:${plan.partition}:dynamodb:${region}:${plan.id}:table/${application}`;
  const document = policyText(
    {
      Effect: "Allow",
      Action: ["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:Query", "dynamodb:UpdateItem"],
      Resource: [table, `${table}/index/*`],
    },
    {
      Effect: "Allow",
      Action: ["kms:Decrypt", "kms:GenerateDataKey"],
      Resource: "*",
      Condition: { StringEquals: { "kms:ViaService": `dynamodb.${region}.amazonaws.com` } },
    },
  );
  return { name: `${application}-data`, document };
}

function applicationRole(place: Place, index: number): RoleSpec {
  const { plan, application, random } = place;
  const owner = plan.team?.slug ?? "platform";
  const isWatched = random.chance(0.3);
  const role = {
    name: `${application}-${index}`,
    path: random.chance(0.1) ? `/applications/${owner}/` : "/",
    trustPolicy: trustOf(place),
    createdAt: new Date(Date.UTC(2026, 0, 1) - random.below(1_500) * 86_400_000),
    inlinePolicies: [
      ...(random.chance(0.85) ? [objectsPolicy(place)] : []),
      ...(random.chance(0.5) ? [queuesPolicy(place)] : []),
      ...(random.chance(0.3) ? [dataPolicy(place)] : []),
    ],
    attachedPolicies: random.chance(0.6) ? [`arn:${plan.partition}:iam::aws:policy/${random.pick(ATTACHED)}`] : [],
    tags: {
      app: application,
      environment: plan.environment ?? "prod",
      owner: `${owner}@${COMPANY.domain}`,
      ...(isWatched ? { "consoleme-owner-dl": `${owner}-on-call@${COMPANY.domain}` } : {}),
    },
  };
  if (!random.chance(0.8)) return role;
  const at = new Date(Date.UTC(2026, 8, 1) - random.below(120) * 86_400_000);
  return { ...role, lastUsed: { at, region: place.region } };
}

/** So many roles of the account's applications, the same for the same seed. */
export function applicationRoles(
  plan: AccountPlan,
  seed: string,
  { count, hubArn }: { count: number; hubArn: string },
) {
  const random = createRandom(`${seed}/applications/${plan.partition}/${plan.name}`);
  const regions = REGIONS[plan.partition] ?? ["us-east-1"];
  return Array.from({ length: Math.max(0, count) }, (_, index) => {
    const application = `${plan.team?.slug ?? plan.name}-${random.pick(APPLICATIONS)}`;
    return applicationRole({ plan, application, region: random.pick(regions), random, hubArn }, index);
  });
}
