import type { Arn } from "../../arn.ts";
import { canHavePolicy } from "../facts/resource-policies.ts";

/** What a grant of a key can allow, and whatever is asked of all actions. https://docs.aws.amazon.com/kms/latest/developerguide/grants.html#terms-grant-operations */
const BY_GRANT =
  /^kms:(\*|decrypt|encrypt|derivesharedsecret|generate(datakey|mac)\w*|reencrypt(from|to)|sign|verify|verifymac|creategrant|describekey|getpublickey|retiregrant)$/;

/**
 * Says what lets others use a resource, or keeps them out, that an estate does not hold: its policy where that was not
 * read, and what AWS has beside policies.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-management.html
 */
export function unreadBeside(
  { action, resource }: { action: string; resource: string },
  arn: Arn | undefined,
  { hasPolicy }: { hasPolicy: boolean },
): string[] {
  if (arn === undefined) return [];
  return [
    ...(!hasPolicy && canHavePolicy(arn) ? [`The policy of ${resource} was not read.`] : []),
    ...(BY_GRANT.test(action.toLowerCase())
      ? [`The grants of ${resource} were not read: whom they let in is left out.`]
      : []),
    ...(arn.service === "s3"
      ? [
          `Access points, access grants and access control lists were not read: whom they let use ${resource} is left out.`,
        ]
      : []),
  ];
}
