import { afterAll, expect, test } from "bun:test";
import { GetCallerIdentityCommand } from "@aws-sdk/client-sts";
import { createTestAws, errorOf } from "../test/test-aws.ts";
import { createAws } from "./aws.ts";
import { signInUrl } from "./sign-in-url.ts";

/** A server that anybody could put in AWS's place: its certificate is signed by nobody but itself. */
async function impostor() {
  const name = `/tmp/gatehouse-${crypto.randomUUID()}`;
  const args = [
    "-x509",
    "-newkey",
    "rsa:2048",
    "-nodes",
    "-days",
    "1",
    "-subj",
    "/CN=localhost",
    "-addext",
    "subjectAltName=DNS:localhost",
  ];
  const made = Bun.spawnSync(["openssl", "req", ...args, "-keyout", `${name}.key`, "-out", `${name}.crt`]);
  if (!made.success) throw new Error(`openssl: ${made.stderr.toString()}`);
  const [key, cert] = await Promise.all([Bun.file(`${name}.key`).text(), Bun.file(`${name}.crt`).text()]);
  await Promise.all([Bun.file(`${name}.key`).delete(), Bun.file(`${name}.crt`).delete()]);
  let requests = 0;
  const server = Bun.serve({
    port: 0,
    tls: { key, cert },
    fetch: () => Response.json({ SigninToken: `${++requests}` }),
  });
  return { server, url: `https://localhost:${server.port}`, requests: () => requests };
}

const { server, url, requests } = await impostor();
afterAll(() => server.stop(true));

const destination = "https://console.aws.amazon.com/";
const credentials = {
  accessKeyId: "a",
  secretAccessKey: "s",
  sessionToken: "t",
  expiresAt: "",
  sessionArn: "",
  roleArn: "",
  sessionSeconds: 3600,
  chained: true,
  refused: [],
};

test("the impostor answers whoever does not verify it", async () => {
  const response = await fetch(url, { tls: { rejectUnauthorized: false } });
  expect(await response.json()).toEqual({ SigninToken: "1" });
});

test("neither the sign-in federation nor an AWS call is sent to a server whose certificate cannot be verified", async () => {
  const {
    simulator,
    aws: { hubs },
  } = createTestAws();
  const [hub] = hubs;
  if (!hub) throw new Error("no hub");
  const before = requests();
  const federation = createAws({ hubs: [{ ...hub.hub, federation_url: `${url}/federation` }], now: Date.now });
  const error = await errorOf(signInUrl(federation, { hub: "aws", credentials, destination, issuer: "x" }));
  expect(error.message).toContain("did not answer");
  const endpoint = { hubs: [{ ...hub.hub, endpoint: url }], now: Date.now, fetch: simulator.fetch, maxAttempts: 1 };
  await errorOf(createAws(endpoint).hub("aws").clients.sts().send(new GetCallerIdentityCommand({})));
  expect(requests()).toBe(before);
});
