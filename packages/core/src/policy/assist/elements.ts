import { guide } from "../lint/rule.ts";

/** An element of the policy language: what it says, and AWS's page about it. */
export type Element = { name: string; says: string; see: string };

const element = (name: string, says: string, page: string): Element => ({
  name,
  says,
  see: guide(`reference_policies_elements_${page}.html`),
});

/** The elements of a policy. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html */
export const POLICY_ELEMENTS: readonly Element[] = [
  element("Version", "The version of the policy language: 2012-10-17. Only that one knows variables.", "version"),
  element("Id", "A name for the whole policy, which some services ask for.", "id"),
  element("Statement", "One statement or a list of them. Each allows or denies by itself.", "statement"),
];

/** The elements of a statement. */
export const STATEMENT_ELEMENTS: readonly Element[] = [
  element("Sid", "A name for this statement, unique in its policy.", "sid"),
  element("Effect", "Allow or Deny. What no statement allows is denied, and a Deny wins over every Allow.", "effect"),
  element("Action", "The actions it speaks of, as service:Name; * and ? stand for other characters.", "action"),
  element("NotAction", "Every action but these, in all services, also those that AWS adds later.", "notaction"),
  element("Resource", "The ARNs it speaks of; * stands for any characters, colons included.", "resource"),
  element("NotResource", "Every resource but these.", "notresource"),
  element("Principal", "Who is meant. It stands in policies on resources and in trust policies alone.", "principal"),
  element("NotPrincipal", "Everyone but these. AWS advises conditions on aws:PrincipalArn instead.", "notprincipal"),
  element("Condition", "When it applies: all operators and all keys must hold, of a list of values one.", "condition"),
];

/** The kinds of principal. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html */
export const PRINCIPAL_KINDS: readonly Element[] = [
  element("AWS", "An account, an IAM user, a role, or a role session, by ARN or account id.", "principal"),
  element("Service", "An AWS service that acts for itself, e.g. lambda.amazonaws.com.", "principal"),
  element("Federated", "An identity provider: the ARN of a SAML or OpenID Connect provider, or its name.", "principal"),
  element("CanonicalUser", "An account by the canonical id that Amazon S3 knows it by.", "principal"),
];

/** Services that are often trusted; AWS publishes no complete list. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-services */
export const SERVICE_PRINCIPALS: readonly string[] = [
  "apigateway",
  "backup",
  "cloudformation",
  "cloudtrail",
  "codebuild",
  "codepipeline",
  "config",
  "ec2",
  "ecs-tasks",
  "eks",
  "events",
  "firehose",
  "glue",
  "lambda",
  "logs",
  "pods.eks",
  "s3",
  "sagemaker",
  "scheduler",
  "sns",
  "ssm",
  "states",
].map((service) => `${service}.amazonaws.com`);
