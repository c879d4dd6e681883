import { isOpenId } from "../facts/open-values.ts";
import { check, guide, type Rule } from "./rule.ts";

/** Keys of accounts; who asks anonymously has the account "anonymous". */
const ACCOUNT_KEYS: readonly string[] = [
  "aws:sourceaccount",
  "aws:principalaccount",
  "aws:resourceaccount",
  "aws:vpceaccount",
  "kms:calleraccount",
  "s3:resourceaccount",
  "s3:dataaccesspointaccount",
];

/** How ids of networks begin. */
const NETWORKS: ReadonlyMap<string, string> = new Map([
  ["aws:sourcevpc", "vpc-"],
  ["aws:sourcevpce", "vpce-"],
]);

/** Ids of accounts and networks that conditions compare with. */
export const ID_VALUE_RULES: readonly Rule[] = [
  {
    id: "account-value",
    severity: "warning",
    explains: "An account id has twelve digits; a number loses its leading zeros.",
    see: guide("reference_policies_condition-keys.html#condition-keys-sourceaccount"),
    statement({ conditions }, _subject, tell) {
      for (const { test, lower, values } of conditions) {
        if (test?.family !== "String" || !ACCOUNT_KEYS.includes(lower)) continue;
        for (const node of values)
          if (node.kind === "number" || !/^(\d{12}|anonymous)$|[*?$]/.test(String(node.value)))
            tell(node, `${JSON.stringify(node.value)} is no account id: twelve digits in quotation marks.`);
      }
    },
  },
  {
    id: "network-value",
    severity: "warning",
    explains: "The id of a network begins with vpc-, that of an endpoint with vpce-; another value never matches.",
    see: check("access-analyzer-reference-policy-checks-error-invalid-vpc-format"),
    statement({ conditions }, _subject, tell) {
      for (const { test, key, lower, values } of conditions) {
        const wanted = NETWORKS.get(lower);
        if (wanted === undefined || test?.family !== "String") continue;
        for (const node of values)
          if (!String(node.value).startsWith(wanted) && !/^[vpce-]*[*?$]/.test(String(node.value)))
            tell(node, `${JSON.stringify(node.value)} is no value of ${key.value}, which begins with ${wanted}.`);
      }
    },
  },
  {
    id: "wildcard-in-id",
    severity: "warning",
    explains:
      "Ids of accounts, organizations and networks are given by AWS: a pattern of them takes those of strangers.",
    see: guide("reference_policies_condition-keys.html"),
    statement({ conditions }, _subject, tell) {
      for (const { test, key, lower, values } of conditions) {
        if (test?.family !== "String" || !test.name.endsWith("Like")) continue;
        for (const node of values)
          if (isOpenId(lower, String(node.value)) && !String(node.value).includes("${"))
            tell(node, `${String(node.value)} leaves ${key.value} open: name each id.`);
      }
    },
  },
  {
    id: "session-as-principal-arn",
    severity: "warning",
    explains: "Of a role's session aws:PrincipalArn is the role's ARN, so the ARN of a session never matches it.",
    see: guide("reference_policies_condition-keys.html#condition-keys-principalarn"),
    statement({ conditions }, _subject, tell) {
      for (const { lower, values } of conditions)
        if (lower === "aws:principalarn")
          for (const node of values)
            if (/^arn:[^:]*:sts:[^:]*:[^:]*:assumed-role\//.test(String(node.value)))
              tell(node, "This is the ARN of a session; name the role as arn:…:iam::…:role/….");
    },
  },
];
