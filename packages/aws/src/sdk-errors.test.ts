import { expect, test } from "bun:test";
import { Failure } from "@gatehouse/core/failure";
import { awsFailure, explainAwsError, nameCall } from "./sdk-errors.ts";

const sdkError = (name: string, more: object = {}) =>
  Object.assign(new Error("because"), { name, $metadata: { requestId: "r-1" }, ...more });

test("each of AWS's names means one thing, with and without Exception, by wire code before class name", () => {
  const cases: [string, object, string][] = [
    ["NoSuchEntityException", { Code: "NoSuchEntity" }, "absent"],
    ["ResourceNotFoundException", {}, "absent"],
    ["AccessDenied", {}, "denied"],
    ["AccessDeniedException", {}, "denied"],
    ["InvalidClientTokenId", {}, "denied"],
    ["Throttling", {}, "throttled"],
    ["ThrottlingException", {}, "throttled"],
    ["TooManyRequestsException", {}, "throttled"],
    ["SomethingNew", { $metadata: { httpStatusCode: 429 } }, "throttled"],
    ["LimitExceededException", { Code: "LimitExceeded" }, "limit"],
    ["TimeoutError", {}, "timeout"],
    ["Error", { code: "ECONNREFUSED" }, "timeout"],
    ["ExpiredToken", {}, "expired"],
    ["ExpiredTokenException", {}, "expired"],
    ["MalformedPolicyDocumentException", { Code: "MalformedPolicyDocument" }, "other"],
    ["toString", {}, "other"],
  ];
  for (const [name, more, kind] of cases)
    expect([name, explainAwsError(sdkError(name, more)).kind as string]).toEqual([name, kind]);
});

test("AWS's words are kept with its own name for the error, the call and the request id", () => {
  const error = sdkError("NoSuchEntityException", { Code: "NoSuchEntity" });
  nameCall(error, "iam:GetRole");
  nameCall(error, "sts:AssumeRole");
  expect(explainAwsError(error)).toEqual({
    kind: "absent",
    said: "NoSuchEntity: because",
    call: "iam:GetRole",
    requestId: "r-1",
  });
  expect(explainAwsError("boom")).toEqual({ kind: "other", said: "boom" });
});

test("what AWS repeats of a request's session token is left out of its words", () => {
  const token = `IQoJb3JpZ2lu${"Ab+/9=".repeat(60)}`;
  const said = `The request signature we calculated does not match.\n\nThe Canonical String for this request should have been\n'POST\n/\n\nhost:sts\nx-amz-security-token:${token}'`;
  const explained = explainAwsError(sdkError("SignatureDoesNotMatch", { message: said }));
  expect(explained.said).toBe("SignatureDoesNotMatch: The request signature we calculated does not match.");
  const quoted = explainAwsError(sdkError("Other", { message: `token ${token} is bad` })).said;
  expect(quoted).not.toContain(token.slice(0, 40));
  const denied = `User: arn:aws:sts::110294837561:assumed-role/GatehouseHub/gatehouse is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::905561203384:role/some/long/path/${"x".repeat(64)}`;
  expect(explainAwsError(sdkError("AccessDenied", { message: denied })).said).toBe(`AccessDenied: ${denied}`);
});

test("the failure that people see says what did not happen, with AWS's words and request id beside it", () => {
  expect(awsFailure(sdkError("AccessDenied"), "let Gatehouse assume x")).toMatchObject({
    code: "refused-by-aws",
    message: "AWS did not let Gatehouse assume x.",
    awsSaid: "AccessDenied: because (request id r-1)",
  });
  expect(awsFailure(sdkError("Throttling"), "x").code).toBe("unavailable");
  expect(awsFailure(sdkError("TimeoutError"), "x").code).toBe("unavailable");
  const own = new Failure("invalid", "own words");
  expect(awsFailure(own, "x")).toBe(own);
});
