import { parseArn } from "@gatehouse/core/arn";
import { defaultDestination } from "@gatehouse/core/access/console";

/** Where the incumbent opens AWS Config unless it is told otherwise. */
const REGION = "us-east-1";
const ROLE = "AWS::IAM::Role";
const TIMELINE = quotePlus("/config/home?#/resources/timeline?resourceId=");
const OF_ROLE = quotePlus(`&resourceType=${ROLE}`);

type PolicyRow = { arn: string; accountId: string; resourceId: string };

/** Makes what writes roles as rows of the incumbent's policies table: ALL_POLICIES. */
export function createPolicyRows(): (role: PolicyRow, accountName: string | undefined) => object {
  const consoles = new Map<string, string>();
  const consoleOf = (arn: string): string => {
    const partition = parseArn(arn)?.partition ?? "";
    const known = consoles.get(partition) ?? quotePlus(new URL(defaultDestination(partition, REGION)).origin);
    consoles.set(partition, known);
    return known;
  };
  return ({ arn, accountId, resourceId }, accountName) => ({
    account_id: accountId,
    account_name: accountName ?? "Unknown",
    arn,
    technology: ROLE,
    templated: null,
    errors: 0,
    // The deep link that signs in to the account and opens the resource's history in AWS Config.
    config_history_url: `/role/${accountId}?redirect=${consoleOf(arn)}${TIMELINE}${quotePlus(`${resourceId}&resourceName=${arn}`)}${OF_ROLE}`,
  });
}

/** Quotes as the incumbent's language does, which leaves fewer characters as they are than ours. */
function quotePlus(text: string): string {
  return encodeURIComponent(text)
    .replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll("%20", "+");
}
