import { tableOf } from "../table-of.ts";
import { defaultDestination, isConsoleUrl } from "./console.ts";

/** Where a console sign-in ends, told in words where the address tells it. */
export type Destination = { host: string; service?: string; region?: string; url: string };

/** A destination, or why the one that was asked for is not taken. */
export type ChosenDestination = { destination: Destination; problem?: string };

/** Services whose path in the console is not their name in capitals. */
const NAMES: ReadonlyMap<string, string> = tableOf({
  apigateway: "API Gateway",
  athena: "Athena",
  billing: "Billing",
  cloudformation: "CloudFormation",
  cloudfront: "CloudFront",
  cloudtrail: "CloudTrail",
  cloudtrailv2: "CloudTrail",
  cloudwatch: "CloudWatch",
  codebuild: "CodeBuild",
  codepipeline: "CodePipeline",
  console: "Console home",
  costmanagement: "Cost Management",
  dynamodb: "DynamoDB",
  dynamodbv2: "DynamoDB",
  elasticache: "ElastiCache",
  glue: "Glue",
  guardduty: "GuardDuty",
  iamv2: "IAM",
  kinesis: "Kinesis",
  lambda: "Lambda",
  organizations: "Organizations",
  redshift: "Redshift",
  redshiftv2: "Redshift",
  route53: "Route 53",
  sagemaker: "SageMaker",
  secretsmanager: "Secrets Manager",
  servicequotas: "Service Quotas",
  singlesignon: "IAM Identity Center",
  states: "Step Functions",
  "systems-manager": "Systems Manager",
});

/** Takes the destination that was asked for where it is the console of the role's partition, else the console's home. */
export function chooseDestination(
  partition: string,
  asked: { redirect?: string | undefined; region?: string | undefined },
): ChosenDestination {
  const home = describeDestination(defaultDestination(partition, asked.region));
  if (asked.redirect === undefined || asked.redirect === "") return { destination: home };
  if (isConsoleUrl(partition, asked.redirect)) return { destination: describeDestination(asked.redirect) };
  return {
    destination: home,
    problem: "The link's destination is not on the AWS console of this role’s partition, so it is not opened.",
  };
}

/** Tells a console address in words: its host, and its service and region where the address names them. */
export function describeDestination(address: string): Destination {
  const url = new URL(address);
  const service = serviceOf(url);
  const region = url.searchParams.get("region") ?? regionOfHost(url.hostname);
  return { host: url.hostname, ...(service && { service }), ...(region && { region }), url: address };
}

function serviceOf(url: URL): string | undefined {
  const first = url.pathname.split("/")[1] ?? "";
  // s3.console.aws.amazon.com and quicksight.aws.amazon.com name their service in the host.
  const label = /^([a-z0-9-]+)\.(?:console\.|aws\.)/.exec(url.hostname)?.[1] ?? "";
  const named = first !== "" || regionOfHost(url.hostname) || label === "console" ? first : label;
  if (!/^[a-z][a-z0-9-]*$/.test(named)) return undefined;
  return NAMES.get(named) ?? named.toUpperCase();
}

function regionOfHost(hostname: string): string | undefined {
  return hostname.split(".").find((label) => /^[a-z]{2}(-[a-z]+)+-\d$/.test(label));
}
