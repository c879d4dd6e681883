import { tableOf } from "../../table-of.ts";

/**
 * What a key tells of: the caller, the resource for which a service calls, the way that a call takes, or what a service says
 * of its own call, which any other caller may say as well.
 */
export type About = "caller" | "source" | "way" | "context";

/** What a value of a key is. */
export type Value =
  | "account"
  | "address"
  | "anybody"
  | "arn"
  | "endpoint"
  | "fixed"
  | "network"
  | "organization"
  | "path"
  | "provider"
  | "service"
  | "source-arn"
  | "truth"
  | "user-id";

export type BoundingKey = { about: About; value: Value };

const of =
  (about: About) =>
  (value: Value): BoundingKey => ({ about, value });
const [caller, source, way, context] = [of("caller"), of("source"), of("way"), of("context")];

/**
 * The keys, in lower case, by which a policy bounds whom it lets in. What callers choose themselves is none: tags, names of
 * users, private addresses, the service that they call through.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html#access-control-block-public-access-policy-status
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
 * https://docs.aws.amazon.com/lambda/latest/api/API_AddPermission.html
 */
export const BOUNDING_KEYS: ReadonlyMap<string, BoundingKey> = tableOf<BoundingKey>({
  "aws:principalaccount": caller("account"),
  "aws:principalarn": caller("arn"),
  "aws:principalorgid": caller("organization"),
  "aws:principalorgpaths": caller("path"),
  "aws:userid": caller("user-id"),
  "aws:federatedprovider": caller("provider"),
  "kms:calleraccount": caller("account"),
  "aws:sourceaccount": source("account"),
  "aws:sourcearn": source("source-arn"),
  "aws:sourceorgid": source("organization"),
  "aws:sourceorgpaths": source("path"),
  "aws:sourceowner": source("account"),
  "lambda:eventsourcetoken": source("fixed"),
  "aws:principalservicename": source("anybody"),
  "aws:principalisawsservice": source("service"),
  "aws:sourceip": way("address"),
  "aws:sourcevpc": way("network"),
  "aws:sourcevpcarn": way("arn"),
  "aws:sourcevpce": way("network"),
  "aws:vpceaccount": way("account"),
  "aws:vpceorgid": way("organization"),
  "aws:vpceorgpaths": way("path"),
  "s3:dataaccesspointaccount": way("account"),
  "s3:dataaccesspointarn": way("arn"),
  "elasticfilesystem:accesspointarn": way("arn"),
  "elasticfilesystem:accessedviamounttarget": way("truth"),
  "sns:endpoint": way("endpoint"),
  "kms:encryptioncontext:aws:logs:arn": context("arn"),
});

/** Answers the keys that tell of something. */
export const keysAbout = (...abouts: readonly About[]): string[] =>
  [...BOUNDING_KEYS].flatMap(([key, { about }]) => (abouts.includes(about) ? [key] : []));
