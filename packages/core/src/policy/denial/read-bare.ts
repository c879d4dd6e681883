import type { Catalogue } from "../catalogue/catalogue.ts";
import type { Findings } from "./denial.ts";
import { onlyActionNamed, actionOf } from "./operation-actions.ts";
import { bucketNamed, queueNamed } from "./resource-of-url.ts";
import { operationCalled } from "./operation-called.ts";

/** Who may assume a role from outside AWS stands in its trust policy alone. https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html */
const FEDERATED = /Not authorized to perform:? (sts:AssumeRoleWith\w+)/i;
const NOT_AUTHORIZED = /Not authorized to perform:? ([a-z][\w-]*:\w+)/i;
/** https://docs.aws.amazon.com/lambda/latest/dg/troubleshooting-execution.html */
const EXECUTION_ROLE = /execution role does not have permissions? to call (\w+) on (\w+)/i;
const CIPHERTEXT = /ciphertext refers to a customer master key that does not exist/i;
/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/troubleshooting-api-errors.html */
const QUEUE = /Access to the resource (https?:\/\/\S+?) is denied/i;
/** https://docs.aws.amazon.com/ec2/latest/devguide/errors-overview.html */
const EC2 = /You are not authorized to perform this operation/i;
/** https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-use-lambda-authorizer.html */
const API = /User is not authorized to access this resource( with an explicit deny)?/i;
const ORGANIZATIONS = /You don'?t have permissions to access this resource/i;
const REFUSED = /access ?denied|forbidden|unauthorized|not ?authorized|authorizationerror|permission denied/i;

/**
 * Reads a refusal that has no sentence with who asked for what, as S3's bare "Access Denied"; answers undefined for a
 * text that tells of no refusal.
 */
export function readBare(text: string, catalogue: Catalogue): Findings | undefined {
  if (
    !REFUSED.test(text) &&
    !CIPHERTEXT.test(text) &&
    !QUEUE.test(text) &&
    !ORGANIZATIONS.test(text) &&
    !EXECUTION_ROLE.test(text)
  )
    return undefined;
  const federated = FEDERATED.exec(text)?.[1];
  if (federated !== undefined) return { action: federated, layer: "trust" };
  const action = NOT_AUTHORIZED.exec(text)?.[1];
  if (action !== undefined) return { action };
  const [, call, service] = EXECUTION_ROLE.exec(text) ?? [];
  if (call !== undefined && service !== undefined)
    return {
      action: actionOf(service, call, catalogue),
      operation: call,
      notes: ["The caller is the function's execution role."],
    };
  if (CIPHERTEXT.test(text))
    return { action: "kms:Decrypt", notes: ["The key may also not exist, or lie in another Region."] };
  return byOperation(text, catalogue);
}

function byOperation(text: string, catalogue: Catalogue): Findings {
  const called = operationCalled(text);
  const queue = QUEUE.exec(text)?.[1];
  if (queue !== undefined)
    return { ...called, ...queueNamed(queue), action: actionIn("sqs", called.operation, catalogue) };
  const api = API.exec(text);
  if (api !== null) return { action: "execute-api:Invoke", explicit: api[1] === undefined ? undefined : true };
  if (EC2.test(text))
    return { ...called, action: called.action ?? actionIn("ec2", called.operation, catalogue), notes: encoded(text) };
  if (ORGANIZATIONS.test(text)) return { ...called, action: actionIn("organizations", called.operation, catalogue) };
  const { service, operation } = called;
  const inService = service === undefined ? undefined : actionIn(service, operation, catalogue);
  const inS3 = /Access Denied|Forbidden|s3/i.test(text) ? actionIn("s3", operation, catalogue) : undefined;
  const only = operation === undefined ? undefined : onlyActionNamed(operation, catalogue);
  const action = called.action ?? inService ?? (service === undefined ? (inS3 ?? only) : undefined);
  const bucket = action === undefined || action.startsWith("s3:") ? bucketNamed(text, action) : {};
  return { ...called, ...bucket, action };
}

const actionIn = (service: string, operation: string | undefined, catalogue: Catalogue): string | undefined =>
  operation === undefined ? undefined : actionOf(service, operation, catalogue);

/** https://docs.aws.amazon.com/STS/latest/APIReference/API_DecodeAuthorizationMessage.html */
function encoded(text: string): string[] {
  return /Encoded authorization failure message/i.test(text)
    ? ["The rest is in the encoded message: decode it with sts:DecodeAuthorizationMessage and give the answer."]
    : [];
}
