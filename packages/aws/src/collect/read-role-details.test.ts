import { expect, test } from "bun:test";
import { GetAccountAuthorizationDetailsCommand, IAMClient } from "@aws-sdk/client-iam";
import { sdkHandler } from "@gatehouse/simulator/sdk-handler";
import { createTestAws } from "../../test/test-aws.ts";
import { readRolesQuickly } from "./quick-role-details.ts";
import { readRoleDetails } from "./read-role-details.ts";

/** What a client makes of an answer. */
async function readBy(client: (plain: IAMClient) => IAMClient, body: string, status = 200) {
  const answer = async () => new Response(body, { status, headers: { "x-amzn-requestid": "req-1" } });
  const credentials = { accessKeyId: "a", secretAccessKey: "b" };
  const settings = { region: "us-east-1", credentials, requestHandler: sdkHandler(answer), maxAttempts: 1 };
  return client(new IAMClient(settings)).send(new GetAccountAuthorizationDetailsCommand({}));
}

/** The simulator's own answer for an account whose roles have everything that a role may have. */
async function answerOfIam(): Promise<string> {
  const { simulator, aws } = createTestAws();
  const { id } = simulator.world.account("payments-prod");
  simulator.world.putRole(id, {
    name: "settlement",
    inlinePolicies: [{ name: "a & b", document: '{"Version":"2012-10-17","Statement":[]}' }],
    permissionsBoundary: "arn:aws:iam::aws:policy/PowerUserAccess",
    tags: { "<owner>": 'ann\'s "team"', empty: "" },
    lastUsed: { at: new Date("2026-11-20T10:00:00Z"), region: "eu-west-1" },
  });
  const { clients } = await aws.spoke({ id, hub: "aws" });
  let text = "";
  const keep = async (request: Request): Promise<Response> => {
    const response = await simulator.fetch(request);
    text = await response.clone().text();
    return response;
  };
  const iam = new IAMClient({
    region: "us-east-1",
    credentials: clients.iam().config.credentials,
    requestHandler: sdkHandler(keep),
  });
  await iam.send(new GetAccountAuthorizationDetailsCommand({ Filter: ["Role"] }));
  return text;
}

test("a listing is read as the SDK reads it, but for what nobody uses", async () => {
  const text = await answerOfIam();
  expect(readRoleDetails(text)?.RoleDetailList.length).toBeGreaterThan(10);
  const bySdk = await readBy((plain) => plain, text);
  const ours = await readBy(readRolesQuickly, text);
  const { requestId } = ours.$metadata;
  expect({ ...ours, requestId }).toMatchObject({ IsTruncated: false, requestId: bySdk.$metadata.requestId });
  // A boundary is a policy always, so nobody asks of what type it is.
  const roles = bySdk.RoleDetailList?.map(({ PermissionsBoundary: boundary, ...role }) => ({
    ...role,
    ...(boundary && { PermissionsBoundary: { PermissionsBoundaryArn: boundary.PermissionsBoundaryArn } }),
  }));
  expect(ours.RoleDetailList).toEqual(roles);
});

test("spaces between the elements, as IAM sends them, change nothing", async () => {
  const text = await answerOfIam();
  const spaced = text.replaceAll("><", ">\n  <");
  expect(readRoleDetails(spaced)).toEqual(readRoleDetails(text));
});

const ANSWER = (inner: string) =>
  `<GetAccountAuthorizationDetailsResponse><GetAccountAuthorizationDetailsResult>${inner}</GetAccountAuthorizationDetailsResult></GetAccountAuthorizationDetailsResponse>`;

test.each([
  ["one that breaks off", ANSWER("<RoleDetailList></RoleDetailList><IsTruncated>false</IsTruncated>").slice(0, -3)],
  ["one that does not say whether there is more", ANSWER("<RoleDetailList></RoleDetailList>")],
  ["one without roles", ANSWER("<IsTruncated>false</IsTruncated>")],
  [
    "one with a time of another form",
    ANSWER(
      "<RoleDetailList><member><CreateDate>yesterday</CreateDate></member></RoleDetailList><IsTruncated>false</IsTruncated>",
    ),
  ],
  ["something else", "<html><body>Sign in to the network</body></html>"],
])("of %s we make nothing, and the SDK is asked", async (_, body) => {
  expect(readRoleDetails(body)).toBeUndefined();
  const outcome = (client: (plain: IAMClient) => IAMClient) =>
    readBy(client, body).then(
      (answer) => JSON.stringify(answer),
      (error: Error) => error.message,
    );
  expect(await outcome(readRolesQuickly)).toBe(await outcome((plain) => plain));
});

test("errors are the SDK's", async () => {
  const body = "<ErrorResponse><Error><Code>AccessDenied</Code><Message>No.</Message></Error></ErrorResponse>";
  expect(readBy(readRolesQuickly, body, 403)).rejects.toMatchObject({ name: "AccessDenied", message: "No." });
});
