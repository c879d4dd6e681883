import { z } from "zod";

const text = z.string().nullish();

/** https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity.html */
const UserIdentity = z.object({
  type: text,
  principalId: text,
  arn: text,
  accountId: text,
  userName: text,
  invokedBy: text,
  identityProvider: text,
  sessionContext: z
    .object({
      sessionIssuer: z.object({ type: text, arn: text, accountId: text }).nullish(),
      webIdFederationData: z.object({ federatedProvider: text }).nullish(),
      sourceIdentity: text,
      ec2RoleDelivery: text,
      attributes: z.object({ creationDate: text, mfaAuthenticated: text }).nullish(),
    })
    .nullish(),
});
export type UserIdentity = z.infer<typeof UserIdentity>;

/** An event as CloudTrail records it, as far as a denial needs it. https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html */
export const CloudTrailEvent = z.object({
  eventSource: z.string(),
  eventName: z.string(),
  eventTime: text,
  awsRegion: text,
  sourceIPAddress: text,
  userAgent: text,
  errorCode: text,
  errorMessage: text,
  userIdentity: UserIdentity.nullish(),
  requestParameters: z.record(z.string(), z.unknown()).nullish(),
  resources: z.array(z.object({ ARN: text, accountId: text, type: text })).nullish(),
  recipientAccountId: text,
  vpcEndpointId: text,
  tlsDetails: z.record(z.string(), z.unknown()).nullish(),
});
export type CloudTrailEvent = z.infer<typeof CloudTrailEvent>;

/** One event, a delivered log file, or the answer of LookupEvents. */
const Trail = z.union([
  z.object({ Records: z.array(z.unknown()) }).transform(({ Records }) => Records),
  z.object({ Events: z.array(z.unknown()) }).transform(({ Events }) => Events),
  z.array(z.unknown()),
  z.unknown().transform((value) => [value]),
]);
const LookedUp = z.object({ CloudTrailEvent: z.string() });

/** Answers the events in a value, as delivered to S3, sent by EventBridge or answered by LookupEvents. */
export function eventsIn(value: unknown): CloudTrailEvent[] {
  return Trail.parse(value).flatMap((one) => {
    const looked = LookedUp.safeParse(one);
    const bridged = z.object({ detail: CloudTrailEvent }).safeParse(one);
    if (bridged.success) return bridged.data.detail;
    const event = CloudTrailEvent.safeParse(looked.success ? parsed(looked.data.CloudTrailEvent) : one);
    return event.success ? event.data : [];
  });
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
