import { parseArn } from "@gatehouse/core/arn";
import { defaultDestination } from "@gatehouse/core/access/console";

/** Where the incumbent opens AWS Config unless it is told otherwise. */
const REGION = "us-east-1";
const ROLE = "AWS::IAM::Role";

type PolicyRow = { arn: string; accountId: string; resourceId: string };

/** Writes a role as a row of the incumbent's policies table: ALL_POLICIES. */
export function toPolicyRow({ arn, accountId, resourceId }: PolicyRow, accountName: string | undefined): object {
  return {
    account_id: accountId,
    account_name: accountName ?? "Unknown",
    arn,
    technology: ROLE,
    templated: null,
    errors: 0,
    config_history_url: historyUrl({ arn, accountId, resourceId }),
  };
}

/** The deep link that signs in to the account and opens the resource's history in AWS Config. */
function historyUrl({ arn, accountId, resourceId }: PolicyRow): string {
  const { origin } = new URL(defaultDestination(parseArn(arn)?.partition ?? "", REGION));
  const timeline = `${origin}/config/home?#/resources/timeline?resourceId=${resourceId}&resourceName=${arn}&resourceType=${ROLE}`;
  return `/role/${accountId}?redirect=${quotePlus(timeline)}`;
}

/** Quotes as the incumbent's language does, which leaves fewer characters as they are than ours. */
function quotePlus(text: string): string {
  return encodeURIComponent(text)
    .replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll("%20", "+");
}
