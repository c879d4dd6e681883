import type { Call } from "../server/service.ts";
import type { Keys } from "./target.ts";

/**
 * Fills the condition keys of how and when a call came: over the internet, and from its caller itself. A call over a
 * VPC endpoint, or by a service for somebody, is not simulated, so the keys of those are absent.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-network-properties
 */
export function callKeys({ region, userAgent, referer }: Call, now: number): Keys {
  return {
    "aws:SourceIp": "127.0.0.1",
    "aws:SecureTransport": "true",
    "aws:ViaAWSService": "false",
    "aws:RequestedRegion": region,
    "aws:CurrentTime": new Date(now).toISOString(),
    "aws:EpochTime": String(Math.floor(now / 1_000)),
    ...(userAgent ? { "aws:UserAgent": userAgent } : {}),
    ...(referer ? { "aws:Referer": referer } : {}),
  };
}
