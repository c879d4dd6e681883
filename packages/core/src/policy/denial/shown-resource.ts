import { AccountId, formatArn, parseArn } from "../../arn.ts";
import type { Principal } from "../request.ts";
import type { Findings } from "./denial.ts";

/** IAM prints "role Orders" for a role's ARN; https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_roles.html */
const IAM_NAME = /^(role|user|group|policy|instance profile|server certificate|oidc provider|saml provider) (\S+)$/i;

/** Answers the ARN that a text after "on resource:" gives or follows from, and the text itself where it is no ARN. */
export function resourceShown(shown: string, principal: Principal | undefined): Findings {
  if (shown === "") return {};
  if (shown === "*") return { resource: "*" };
  const [, kind, name] = IAM_NAME.exec(shown) ?? [];
  if (kind !== undefined && name !== undefined) return { shown, ...named(kind.toLowerCase(), name, principal) };
  const arn = parseArn(shown);
  if (arn === undefined) return { shown };
  // API Gateway hides all but the last digits of the account.
  const hidden = arn.accountId !== "" && !AccountId.safeParse(arn.accountId).success && arn.accountId !== "aws";
  return hidden ? { shown, resource: formatArn({ ...arn, accountId: "*" }) } : { resource: shown };
}

function named(kind: string, name: string, principal: Principal | undefined): Findings {
  if (parseArn(name) !== undefined) return { resource: name };
  const partition = parseArn(principal?.arn ?? "")?.partition;
  if (principal === undefined || partition === undefined) return {};
  const { accountId } = principal;
  const resource = `${kind.replace(" ", "-")}/${name.replace(/^\//, "")}`;
  return {
    resource: formatArn({ partition, service: "iam", region: "", accountId, resource }),
    accountId,
    notes: [`AWS shows the ${kind} by its name; it is taken to lie in the caller's account, without a path.`],
  };
}
