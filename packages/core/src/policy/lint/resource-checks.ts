import { check, guide, type Severity } from "./rule.ts";

const RESOURCE = guide("reference_policies_elements_resource.html");
const ARNS = guide("reference-arns.html");
const PARTITION = /^(aws(-[a-z]+)*|.*[*?$].*)$/;
/** Services whose resources belong to no region. */
const GLOBAL: readonly string[] = ["iam", "s3", "cloudfront", "organizations", "route53"];
/** What IAM has: the first word of the last part of an ARN. */
const IAM_RESOURCE =
  /^(\*|.*[*?$].*|(user|federated-user|role|group|policy|instance-profile|mfa|u2f|server-certificate|saml-provider|oidc-provider|access-report|sms-mfa|assumed-role|delegation-request|template)\/.*|root|account|.*\$\{.*)$/s;

/** What is wrong with a text of Resource, and the right one where that is certain. */
type Wrong = { message: string; fixed?: string };

/** A check of one text of Resource or NotResource by itself; segments are the parts of an ARN. */
export type ResourceCheck = {
  id: string;
  /** An error where it is left out. */
  severity?: Severity;
  explains: string;
  see: string;
  look(text: string, segments: readonly string[]): Wrong | undefined;
};

/** A colon that does not stand inside of a variable. */
const COLON = /:(?![^{}]*\})/;

/**
 * The parts of an ARN between its colons, of which those in variables are none; empty where the text does not begin as
 * an ARN. AWS's own policies have variables in regions and accounts, too.
 */
export function segmentsOf(text: string): readonly string[] {
  if (!/^arn:/i.test(text)) return [];
  return text.split(text.includes("${") ? COLON : ":");
}

/** What AWS refuses in a resource, or what can match nothing. */
export const RESOURCE_CHECKS: readonly ResourceCheck[] = [
  {
    id: "resource-format",
    explains: `A resource is "*" or an ARN, which begins with arn:partition:service.`,
    see: RESOURCE,
    look: (text) =>
      /^(\*.*|arn:.*|\$\{.*)$/s.test(text)
        ? undefined
        : { message: `${JSON.stringify(text)} is neither "*" nor an ARN.` },
  },
  {
    id: "arn-segments",
    severity: "warning",
    explains: `An ARN has six parts. Where an identity-based policy leaves some out AWS takes them for "*", which covers more than is read; other policies are refused.`,
    see: ARNS,
    look(text, segments) {
      const { length } = segments;
      if (length > 0 && length < 6 && !/[*?$]/.test(text))
        return { message: `This ARN has ${length} parts of six: arn:partition:service:region:account:resource.` };
      return length === 6 && segments[5] === "" ? { message: "This ARN ends without a resource." } : undefined;
    },
  },
  {
    id: "arn-partition",
    explains: "The second part of an ARN is the partition, such as aws, aws-us-gov or aws-cn.",
    see: check("access-analyzer-reference-policy-checks-error-invalid-partition"),
    look: (_text, [, partition]) =>
      partition === undefined || PARTITION.test(partition)
        ? undefined
        : { message: `${JSON.stringify(partition)} is no partition of AWS.` },
  },
  {
    id: "arn-account",
    explains: "The account in an ARN is twelve digits, a wildcard, or empty.",
    see: check("access-analyzer-reference-policy-checks-error-invalid-arn-account"),
    look: (_text, [, , service = "AWS", , account]) =>
      account === undefined || /^(\d{12}|aws(-[a-z-]+)?|cloudfront|third-party|.*[*?$].*|)$/.test(account)
        ? undefined
        : { message: `${JSON.stringify(account)} is no account of ${service}: an account id has twelve digits.` },
  },
  {
    id: "arn-service-case",
    explains: "The service in an ARN is written in lower case, and resources are compared with regard to case.",
    see: check("access-analyzer-reference-policy-checks-error-invalid-arn-service-case"),
    look(_text, [prefix = "", partition = "", service = "", ...rest]) {
      const lower = service.toLowerCase();
      if (service.includes("$") || (service === lower && prefix !== "ARN")) return undefined;
      const fixed = [prefix.toLowerCase(), partition, lower, ...rest].join(":");
      return { message: `The service of an ARN is written in lower case: ${lower}.`, fixed };
    },
  },
  {
    id: "arn-service-wildcard",
    explains: "The service in an ARN is written out: AWS takes no wildcard for it.",
    see: RESOURCE,
    look: (_text, { length, 2: service = "" }) =>
      length >= 6 && /[*?]/.test(service) && !service.includes("$")
        ? { message: `${service} stands for a service: name each one, or write "*" for every resource.` }
        : undefined,
  },
  {
    id: "arn-region",
    explains:
      "Resources of IAM and of other global services have no region in their ARN, so one with a region never matches.",
    see: check("access-analyzer-reference-policy-checks-error-arn-region-not-allowed"),
    look(_text, [, , service = "", region = "", , name = ""]) {
      // Access points of S3 and what goes with them do have a region: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html#amazons3-resources-for-iam-policies
      const isRegional =
        service === "s3" && /^(accesspoint|async-request|job|storage-lens|access-grants|\*)/.test(name);
      return GLOBAL.includes(service) && !isRegional && /^[a-z]{2}(-[a-z]+)+-\d$/.test(region)
        ? { message: `An ARN of ${service} has no region; ${region} never matches.` }
        : undefined;
    },
  },
  {
    id: "iam-resource",
    explains: "IAM refuses an ARN of IAM that is no user, role, group, policy or other thing of its own.",
    see: guide("reference_identifiers.html#identifiers-arns"),
    look(_text, [, , service, , , ...rest]) {
      const name = rest.join(":");
      return service !== "iam" || name === "" || IAM_RESOURCE.test(name)
        ? undefined
        : { message: `IAM has no ${JSON.stringify(name)}; a role is written role/Name.` };
    },
  },
];
