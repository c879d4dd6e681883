import { parseArn } from "../../arn.ts";
import type { Catalogue } from "../catalogue/catalogue.ts";
import { contextOfEvent } from "./cloudtrail-context.ts";
import type { CloudTrailEvent } from "./cloudtrail-event.ts";
import { principalOfIdentity } from "./cloudtrail-principal.ts";
import { resourceOfEvent } from "./cloudtrail-resource.ts";
import type { Findings } from "./denial.ts";
import { actionOf } from "./operation-actions.ts";
import { plainText } from "./plain-text.ts";
import { principalOf } from "./principal-of.ts";
import { readBare } from "./read-bare.ts";
import { readSentences } from "./read-sentence.ts";

const DENIED = /accessdenied|unauthorized|notauthorized|authorizationerror|forbidden/i;

/** Answers whether CloudTrail records the event as refused for want of permission. */
export function isDenied({ errorCode, errorMessage }: CloudTrailEvent): boolean {
  return DENIED.test(errorCode ?? "") || /not authorized to perform/i.test(errorMessage ?? "");
}

/**
 * Reads a denied event: its message first, and what the message leaves out from the event's own fields.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
 */
export function readEvent(event: CloudTrailEvent, catalogue: Catalogue): Findings {
  const message = plainText(event.errorMessage ?? "");
  const said = readSentences(message)[0] ?? readBare(message, catalogue) ?? {};
  const partition = partitionOf(event);
  const caller = event.userIdentity == null ? {} : principalOfIdentity(event.userIdentity, partition);
  const action = said.action ?? actionOf(event.eventSource, event.eventName, catalogue);
  const own = event.recipientAccountId ?? undefined;
  const place = { catalogue, partition, accountId: own ?? "" };
  const recorded = (event.resources ?? []).find(({ accountId }) => accountId)?.accountId ?? undefined;
  const { principal, callerAccountId } = caller;
  // What the message's ARN leaves open the event's session issuer tells.
  const guesses = principal === undefined ? [] : (principalOf(said.principal?.arn ?? "")?.notes ?? []);
  return {
    ...said,
    ...(event.errorCode === "VpceAccessDenied" ? { layer: "vpc-endpoint" } : {}),
    principal: principal ?? said.principal,
    ...(callerAccountId === undefined ? {} : { callerAccountId }),
    action,
    operation: event.eventName,
    resource: said.resource ?? resourceOfEvent(event, action, place),
    accountId: said.accountId ?? recorded ?? own,
    context: contextOfEvent(event),
    notes: [...(caller.notes ?? []), ...(said.notes ?? []).filter((note) => !guesses.includes(note))],
  };
}

function partitionOf({ userIdentity, resources, awsRegion }: CloudTrailEvent): string {
  const arns = [userIdentity?.arn, ...(resources ?? []).map(({ ARN }) => ARN)];
  const known = arns.map((arn) => parseArn(arn ?? "")?.partition).find((partition) => partition !== undefined);
  if (known !== undefined) return known;
  if (awsRegion?.startsWith("cn-")) return "aws-cn";
  return awsRegion?.startsWith("us-gov-") ? "aws-us-gov" : "aws";
}
