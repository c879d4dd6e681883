import { tableOf } from "../../table-of.ts";
import type { RequestContext } from "../request.ts";
import type { CloudTrailEvent } from "./cloudtrail-event.ts";

const PRINCIPAL_TYPES: ReadonlyMap<string, string> = tableOf({
  Root: "Account",
  IAMUser: "User",
  AssumedRole: "AssumedRole",
  Role: "AssumedRole",
  FederatedUser: "FederatedUser",
});

/**
 * Answers the condition keys that an event records with their values; keys that it does not record stay unknown.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
export function contextOfEvent(event: CloudTrailEvent): RequestContext {
  const { userIdentity, sourceIPAddress, requestParameters } = event;
  const session = userIdentity?.sessionContext;
  const attributes = session?.attributes;
  const time = event.eventTime ?? "";
  const values: Record<string, string | readonly string[] | null | undefined> = {
    "aws:RequestedRegion": event.awsRegion,
    "aws:CurrentTime": time,
    "aws:EpochTime": Number.isNaN(Date.parse(time)) ? undefined : String(Date.parse(time) / 1_000),
    "aws:UserAgent": event.userAgent,
    "aws:SourceVpce": event.vpcEndpointId,
    // Over a VPC endpoint the address is the private one, which is another key.
    [event.vpcEndpointId ? "aws:VpcSourceIp" : "aws:SourceIp"]: isAddress(sourceIPAddress)
      ? sourceIPAddress
      : undefined,
    "aws:ViaAWSService": userIdentity?.invokedBy && userIdentity.type !== "AWSService" ? "true" : undefined,
    "aws:SecureTransport": event.tlsDetails == null ? undefined : "true",
    "aws:userid": userIdentity?.principalId,
    "aws:PrincipalType": PRINCIPAL_TYPES.get(userIdentity?.type ?? ""),
    "aws:SourceIdentity": session?.sourceIdentity,
    "aws:FederatedProvider": session?.webIdFederationData?.federatedProvider,
    "aws:MultiFactorAuthPresent": attributes?.mfaAuthenticated,
    "aws:TokenIssueTime": attributes?.creationDate,
    "ec2:RoleDelivery": session?.ec2RoleDelivery,
    ...(event.eventSource.startsWith("sts.") ? ofSession(requestParameters ?? {}) : {}),
  };
  return Object.fromEntries(Object.entries(values).flatMap(([key, value]) => (value ? [[key, value]] : [])));
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#condition-keys-sts */
function ofSession(parameters: Record<string, unknown>): Record<string, string | readonly string[] | undefined> {
  const { principalTags, transitiveTagKeys } = parameters;
  const tags = isRecord(principalTags) ? Object.entries(principalTags) : [];
  const transitive = Array.isArray(transitiveTagKeys) ? transitiveTagKeys.map(String) : [];
  return {
    "sts:RoleSessionName": textOf(parameters["roleSessionName"]),
    "sts:ExternalId": textOf(parameters["externalId"]),
    "sts:SourceIdentity": textOf(parameters["sourceIdentity"]),
    ...(tags.length === 0 ? {} : { "aws:TagKeys": tags.map(([key]) => key) }),
    ...(transitive.length === 0 ? {} : { "sts:TransitiveTagKeys": transitive }),
    ...Object.fromEntries(tags.map(([key, value]) => [`aws:RequestTag/${key}`, String(value)])),
  };
}

const textOf = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);
const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;

/** A service that calls for somebody stands there by its name, e.g. cloudformation.amazonaws.com. */
const isAddress = (text: string | null | undefined): boolean =>
  /^(\d+\.){3}\d+$|^[0-9a-f:]+:[0-9a-f:.]*$/i.test(text ?? "");
