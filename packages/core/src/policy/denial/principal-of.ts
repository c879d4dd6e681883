import { AccountId, formatRoleArn, parseArn } from "../../arn.ts";
import type { Principal } from "../request.ts";

/** A caller as AWS printed it, with what the ARN of a role session does not tell. */
export type Caller = { principal: Principal; notes: readonly string[] };

/**
 * Reads a caller's ARN, or answers undefined for a text that names no principal.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html
 */
export function principalOf(arn: string): Caller | undefined {
  const parsed = parseArn(arn);
  if (parsed === undefined || !AccountId.safeParse(parsed.accountId).success) return undefined;
  if (parsed.service !== "sts" && parsed.service !== "iam") return undefined;
  const { partition, accountId, resource } = parsed;
  const principal: Principal = { arn, accountId };
  const [kind, name = ""] = resource.split("/");
  if (kind === "assumed-role" && name !== "") {
    const roleArn = formatRoleArn({ partition, accountId, path: pathOf(name), name });
    const note = `The session's ARN does not tell the path of the role ${name}; it is taken to be ${pathOf(name)}.`;
    return { principal: { ...principal, roleArn }, notes: [note] };
  }
  return { principal, notes: [] };
}

/** https://docs.aws.amazon.com/singlesignon/latest/userguide/referencingpermissionsets.html */
const pathOf = (name: string): string =>
  name.startsWith("AWSReservedSSO_") ? "/aws-reserved/sso.amazonaws.com/" : "/";
