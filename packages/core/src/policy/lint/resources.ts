import type { StatementTree } from "../grammar/tree.ts";
import type { StringNode } from "../json/node.ts";
import { coveredBy } from "./covering.ts";
import { removeItem, replaceText } from "./edits.ts";
import { check, guide, type Rule } from "./rule.ts";
import { textsOf } from "./statement-facts.ts";
import type { Subject } from "./subject.ts";

const RESOURCE = guide("reference_policies_elements_resource.html");
const ARNS = guide("reference-arns.html");
const PARTITION = /^(aws(-[a-z]+)*|.*[*?$].*)$/;
/** Services whose resources belong to no region. */
const GLOBAL: readonly string[] = ["iam", "s3", "cloudfront", "organizations", "route53"];
/** What IAM has: the first word of the last part of an ARN. */
const IAM_RESOURCE =
  /^(\*|.*[*?$].*|(user|federated-user|role|group|policy|instance-profile|mfa|u2f|server-certificate|saml-provider|oidc-provider|access-report|sms-mfa|assumed-role|delegation-request|template)\/.*|root|account|.*\$\{.*)$/s;

/** A resource that is written as an ARN, and its parts between colons. */
type Written = { value: StringNode; segments: readonly string[] };

/** The ARNs among the resources of a statement, taken apart once for all rules. */
function arnsOf(statement: StatementTree, { onceFor }: Subject): readonly Written[] {
  const { resource } = statement;
  if (resource === undefined) return [];
  return onceFor(statement, "arns", () =>
    resource.values.flatMap((value) =>
      /^arn:/i.test(value.value) ? [{ value, segments: value.value.split(":") }] : [],
    ),
  );
}

/** What the texts of Resource and NotResource may be. */
export const RESOURCE_RULES: readonly Rule[] = [
  {
    id: "resource-format",
    severity: "error",
    needs: "named-resource",
    explains: `A resource is "*" or an ARN, which begins with arn:partition:service.`,
    see: RESOURCE,
    statement({ resource }, { traits }, tell) {
      if (traits.service === "execute-api") return;
      for (const value of resource?.values ?? [])
        if (!/^(\*.*|arn:.*|\$\{.*)$/s.test(value.value))
          tell(value, `${JSON.stringify(value.value)} is neither "*" nor an ARN.`);
    },
  },
  {
    id: "arn-segments",
    severity: "error",
    needs: "named-resource",
    explains: "An ARN has six parts with colons between; only a wildcard may stand for the last of them.",
    see: ARNS,
    statement(statement, subject, tell) {
      for (const { value, segments } of arnsOf(statement, subject)) {
        if (segments.length < 6 && !/[*?$]/.test(value.value))
          tell(value, `This ARN has ${segments.length} parts of six: arn:partition:service:region:account:resource.`);
        if (segments.length === 6 && segments[5] === "") tell(value, "This ARN ends without a resource.");
      }
    },
  },
  {
    id: "arn-partition",
    severity: "error",
    needs: "named-resource",
    explains: "The second part of an ARN is the partition, such as aws, aws-us-gov or aws-cn.",
    see: check("access-analyzer-reference-policy-checks-error-invalid-partition"),
    statement(statement, subject, tell) {
      for (const { value, segments } of arnsOf(statement, subject)) {
        const [, partition] = segments;
        if (partition !== undefined && !PARTITION.test(partition))
          tell(value, `${JSON.stringify(partition)} is no partition of AWS.`);
      }
    },
  },
  {
    id: "arn-account",
    severity: "error",
    needs: "named-resource",
    explains: "The account in an ARN is twelve digits, a wildcard, or empty.",
    see: check("access-analyzer-reference-policy-checks-error-invalid-arn-account"),
    statement(statement, subject, tell) {
      for (const { value, segments } of arnsOf(statement, subject)) {
        const [, , service, , account] = segments;
        if (account === undefined || /^(\d{12}|aws(-[a-z-]+)?|cloudfront|third-party|.*[*?$].*|)$/.test(account))
          continue;
        tell(
          value,
          `${JSON.stringify(account)} is no account of ${service ?? "AWS"}: an account id has twelve digits.`,
        );
      }
    },
  },
  {
    id: "arn-service-case",
    severity: "error",
    needs: "named-resource",
    explains: "The service in an ARN is written in lower case, and resources are compared with regard to case.",
    see: check("access-analyzer-reference-policy-checks-error-invalid-arn-service-case"),
    statement(statement, subject, tell) {
      for (const { value, segments } of arnsOf(statement, subject)) {
        const [prefix = "", partition = "", service = "", ...rest] = segments;
        if (service.includes("$") || (service === service.toLowerCase() && prefix !== "ARN")) continue;
        const fixed = [prefix.toLowerCase(), partition, service.toLowerCase(), ...rest].join(":");
        tell(
          value,
          `The service of an ARN is written in lower case: ${service.toLowerCase()}.`,
          replaceText(value, fixed),
        );
      }
    },
  },
  {
    id: "arn-region",
    severity: "error",
    needs: "named-resource",
    explains:
      "Resources of IAM and of other global services have no region in their ARN, so one with a region never matches.",
    see: check("access-analyzer-reference-policy-checks-error-arn-region-not-allowed"),
    statement(statement, subject, tell) {
      for (const { value, segments } of arnsOf(statement, subject)) {
        const [, , service = "", region = "", , name = ""] = segments;
        // Access points of S3 do have a region.
        const isRegional = service === "s3" && /^(accesspoint|job|storage-lens|access-grants|\*)/.test(name);
        if (GLOBAL.includes(service) && !isRegional && /^[a-z]{2}(-[a-z]+)+-\d$/.test(region))
          tell(value, `An ARN of ${service} has no region; ${region} never matches.`);
      }
    },
  },
  {
    id: "iam-resource",
    severity: "error",
    needs: "named-resource",
    explains: "IAM refuses an ARN of IAM that is no user, role, group, policy or other thing of its own.",
    see: guide("reference_identifiers.html#identifiers-arns"),
    statement(statement, subject, tell) {
      for (const { value, segments } of arnsOf(statement, subject)) {
        const [, , service, , , ...rest] = segments;
        if (service !== "iam") continue;
        const name = rest.join(":");
        if (name !== "" && !IAM_RESOURCE.test(name))
          tell(value, `IAM has no ${JSON.stringify(name)}; a role is written role/Name.`);
      }
    },
  },
  {
    id: "redundant-resource",
    severity: "suggestion",
    needs: "resources",
    explains: "A resource that another pattern of the same list covers is not needed.",
    see: check("access-analyzer-reference-policy-checks-suggestion-redundant-resource"),
    statement({ resource }, _subject, tell) {
      if (resource === undefined || resource.values.length < 2) return;
      const covers = coveredBy(textsOf(resource));
      if (covers.length === 0) return;
      resource.values.forEach((value, index) => {
        const cover = covers[index];
        if (cover !== undefined)
          tell(
            value,
            `${value.value} is covered by ${resource.values[cover]?.value ?? ""}.`,
            removeItem(resource.values, value),
          );
      });
    },
  },
  {
    id: "foreign-resource",
    severity: "error",
    needs: "named-resource",
    explains: "The policy of a resource can name that resource and what is in it, and nothing of another service.",
    see: check("access-analyzer-reference-policy-checks-error-unsupported-resource-arn-in-policy"),
    on: ["resource"],
    statement(statement, subject, tell) {
      const { traits } = subject;
      for (const { value, segments } of arnsOf(statement, subject)) {
        const [, , service] = segments;
        if (service === undefined || traits.service === undefined || /[*?$]/.test(service)) continue;
        if (service !== traits.service && !service.startsWith(traits.service))
          tell(value, `This is a resource of ${service}, in a policy of ${traits.service}.`);
      }
    },
  },
];
