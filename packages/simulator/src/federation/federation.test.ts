import { expect, test } from "bun:test";
import { assume, type Credentials } from "../../test/clients.ts";
import { createSimulator, type Simulator } from "../simulator.ts";
import { trustText } from "../world/policy-text.ts";

const COMMERCIAL = "https://signin.aws.amazon.com/federation";
const GOVERNMENT = "https://signin.amazonaws-us-gov.com/federation";
const CONSOLE = "https://us-east-1.console.aws.amazon.com/s3/home";
const ON_CALL: [string, string] = ["payments-prod", "PaymentsOnCall"];
const world = { accounts: 4, roles: 15 };

const sessionOf = ({ accessKeyId, secretAccessKey, sessionToken }: Credentials) =>
  JSON.stringify({ sessionId: accessKeyId, sessionKey: secretAccessKey, sessionToken });

function get(simulator: Simulator, at: string, parameters: Record<string, string>): Promise<Response> {
  return simulator.fetch(new Request(`${at}?${new URLSearchParams(parameters).toString()}`));
}

async function tokenFor(simulator: Simulator, credentials: Credentials, at = COMMERCIAL): Promise<string> {
  const response = await get(simulator, at, { Action: "getSigninToken", Session: sessionOf(credentials) });
  expect(response.status).toBe(200);
  const { SigninToken } = (await response.json()) as { SigninToken: string };
  return SigninToken;
}

const login = (simulator: Simulator, SigninToken: string, Destination = CONSOLE) =>
  get(simulator, COMMERCIAL, { Action: "login", Issuer: "https://gatehouse.example", Destination, SigninToken });

const shown = (page: string, id: string) => new RegExp(`data-testid="${id}">([^<]*)<`).exec(page)?.[1];

async function askFor(simulator: Simulator, Session: string, more: Record<string, string> = {}) {
  const response = await get(simulator, COMMERCIAL, { Action: "getSigninToken", Session, ...more });
  return [response.status, shown(await response.text(), "refusal")];
}

test("the console page shows the account, role, person, tags, end and destination of the session", async () => {
  const simulator = createSimulator({ ...world, now: () => Date.parse("2026-10-01T08:00:00Z") });
  const credentials = await assume(simulator, ON_CALL, {
    RoleSessionName: "priya.raman@larkspur.example",
    SourceIdentity: "priya.raman@larkspur.example",
    Tags: [{ Key: "gatehouse:request", Value: "req_1" }],
  });
  const response = await login(simulator, await tokenFor(simulator, credentials));
  const page = await response.text();
  const account = simulator.world.account("payments-prod");
  expect(response.headers.get("cache-control")).toBe("no-store");
  expect(shown(page, "account-id")).toBe(account.id);
  expect(shown(page, "account-name")).toBe("payments-prod");
  expect(shown(page, "partition")).toBe("aws");
  expect(shown(page, "role")).toBe("PaymentsOnCall");
  expect(shown(page, "session-name")).toBe("priya.raman@larkspur.example");
  expect(shown(page, "source-identity")).toBe("priya.raman@larkspur.example");
  expect(shown(page, "session-tags")).toBe("gatehouse:request=req_1");
  expect(shown(page, "expires")).toBe("2026-10-01T09:00:00.000Z");
  expect(shown(page, "destination")).toBe(CONSOLE);
});

test("nothing of the page comes from another host, and no script or style stands in it", async () => {
  const simulator = createSimulator(world);
  const response = await login(simulator, await tokenFor(simulator, await assume(simulator, ON_CALL)));
  const page = await response.text();
  expect(page).not.toMatch(/<script|<style|style=|src=|href="(?!\/)/);
  expect(page).toMatch(/<html lang="en">[^]*<title>[^<]+<\/title>[^]*<h1>/);
  expect(response.headers.get("content-security-policy")).toContain("default-src 'none'");
});

test("session values are text on the page and never markup", async () => {
  const simulator = createSimulator(world);
  const credentials = await assume(simulator, ON_CALL, { Tags: [{ Key: "k", Value: "<b>bold</b>" }] });
  const page = await (await login(simulator, await tokenFor(simulator, credentials))).text();
  expect(page).not.toContain("<b>");
});

test("SessionDuration is refused for credentials of role chaining and out of its range", async () => {
  const simulator = createSimulator(world);
  const chained = sessionOf(await assume(simulator, ON_CALL));
  expect(await askFor(simulator, chained, { SessionDuration: "3600" })).toEqual([
    400,
    "SessionDuration cannot be used with credentials obtained by role chaining.",
  ]);
  expect((await askFor(simulator, chained, { SessionDuration: "899" }))[0]).toBe(400);
});

test("SessionDuration is taken for a session that a user assumed", async () => {
  const simulator = createSimulator(world);
  const policies = ['{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"sts:*","Resource":"*"}}'];
  const user = simulator.addUser("larkspur-hub", { name: "gatehouse", policies });
  simulator.world.setTrustPolicy(...ON_CALL, trustText(user.arn));
  const credentials = await assume(simulator, ON_CALL, { as: user.credentials });
  expect((await askFor(simulator, sessionOf(credentials), { SessionDuration: "43200" }))[0]).toBe(200);
});

test("a wrong key, a wrong token, a user's key, an ended session and broken JSON get no sign-in token", async () => {
  const simulator = createSimulator(world);
  const credentials = await assume(simulator, ON_CALL);
  const refused = [400, "The credentials are not valid temporary credentials."];
  expect(await askFor(simulator, sessionOf({ ...credentials, secretAccessKey: "x" }))).toEqual(refused);
  expect(await askFor(simulator, sessionOf({ ...credentials, sessionToken: "x" }))).toEqual(refused);
  expect(await askFor(simulator, "{")).toEqual(refused);
  const { credentials: key } = simulator.addUser("larkspur-hub", { name: "u", policies: [] });
  expect(await askFor(simulator, sessionOf({ ...key, sessionToken: "" }))).toEqual(refused);
  simulator.keys.expire(credentials.accessKeyId);
  expect(await askFor(simulator, sessionOf(credentials))).toEqual(refused);
});

test("only pages of the partition's own console are a destination", async () => {
  const simulator = createSimulator(world);
  const credentials = await assume(simulator, ON_CALL);
  const foreign = [
    "https://evil.example/",
    "http://console.aws.amazon.com/",
    "https://console.aws.amazon.com.evil.example/",
    "https://console.aws.amazon.com@evil.example/",
    "https://console.amazonaws-us-gov.com/",
    "not an address",
  ];
  for (const destination of foreign) {
    const response = await login(simulator, await tokenFor(simulator, credentials), destination);
    expect([destination, response.status]).toEqual([destination, 400]);
  }
});

test("a sign-in token is good once, and for 15 minutes", async () => {
  let now = Date.parse("2026-10-01T08:00:00Z");
  const simulator = createSimulator({ ...world, now: () => now });
  const credentials = await assume(simulator, ON_CALL);
  const [first, second] = [await tokenFor(simulator, credentials), await tokenFor(simulator, credentials)];
  now += 15 * 60_000 - 1;
  expect((await login(simulator, first)).status).toBe(200);
  expect((await login(simulator, first)).status).toBe(400);
  now += 1;
  expect((await login(simulator, second)).status).toBe(400);
});

test("each partition signs in at its own address, with its own credentials and destinations", async () => {
  const simulator = createSimulator(world);
  const as = simulator.hubCredentials("aws-us-gov");
  const credentials = await assume(simulator, ["public-sector-prod", "PublicSectorOperator"], { as });
  expect((await askFor(simulator, sessionOf(credentials)))[0]).toBe(400);
  const SigninToken = await tokenFor(simulator, credentials, GOVERNMENT);
  const Destination = "https://us-gov-west-1.console.amazonaws-us-gov.com/";
  const response = await get(simulator, GOVERNMENT, { Action: "login", Destination, SigninToken });
  expect(shown(await response.text(), "partition")).toBe("aws-us-gov");
});

test("one address on the simulator's own host serves every partition", async () => {
  const simulator = createSimulator(world);
  await tokenFor(simulator, await assume(simulator, ON_CALL), "http://127.0.0.1:4566/federation");
});

test("signing out of the console goes on to the sign-in address, and to no foreign one", async () => {
  const simulator = createSimulator(world);
  const leave = (redirect_uri: string) =>
    get(simulator, "http://127.0.0.1:4566/oauth", { Action: "logout", redirect_uri });
  const onwards = "http://127.0.0.1:4566/federation?Action=login&SigninToken=x";
  const answer = await leave(onwards);
  expect([answer.status, answer.headers.get("location")]).toEqual([302, onwards]);
  expect((await leave("https://signin.aws.amazon.com/federation?Action=login")).status).toBe(302);
  expect((await leave("https://evil.example/")).status).toBe(400);
  expect((await leave("javascript:alert(1)")).status).toBe(400);
});
