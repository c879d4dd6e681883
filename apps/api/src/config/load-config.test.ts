import { expect, test } from "bun:test";
import { loadConfig } from "./load-config.ts";

const SMALLEST = `
sign_on: { methods: [header], header: { user: X-User }, trusted_proxies: [10.0.0.0/8] }
session: { secrets: ["0123456789abcdef0123456789abcdef"] }
hubs:
  - name: main
    spoke_role: GatehouseSpoke
`;

function errorsOf(text: string): string[] {
  try {
    loadConfig(text, "gatehouse.yaml");
  } catch (error) {
    return error instanceof Error ? error.message.split("\n") : [];
  }
  return [];
}

test("the smallest config starts with defaults that keep an existing installation's tags", () => {
  const config = loadConfig(SMALLEST);
  expect(config.listen).toEqual({ host: "127.0.0.1", port: 8081 });
  expect(config.tags.cli_only).toEqual(["consoleme-authorized-cli-only", "consoleme-owner-dl"]);
  expect(config.hubs[0]?.partition).toBe("aws");
  expect(config.session).toMatchObject({ absolute_hours: 12, idle_minutes: 60 });
});

test("an unknown key is pointed at, with the nearest known key", () => {
  const [first, second] = errorsOf(`${SMALLEST}listn: { port: 80 }\njobs:\n  sync_minute: 5\n`);
  expect(first).toBe('gatehouse.yaml:7:1: listn: unknown key; did you mean "listen"?');
  expect(second).toBe('gatehouse.yaml:9:3: jobs.sync_minute: unknown key; did you mean "sync_minutes"?');
});

test("an unknown key like no other names the keys that are known there", () => {
  expect(errorsOf(`${SMALLEST}listen:\n  interface: eth0\n`)).toEqual([
    "gatehouse.yaml:8:3: listen.interface: unknown key; known here: host, port",
  ]);
});

test("a wrong value is pointed at itself, not at its key", () => {
  expect(errorsOf(`${SMALLEST}listen:\n  port: "80"\n`)).toEqual([
    "gatehouse.yaml:8:9: listen.port: expected a number, but this is a string",
  ]);
});

test("an account id without quotes is refused, since a number loses its leading zeros", () => {
  expect(errorsOf(`${SMALLEST}accounts:\n  - id: 012345678901\n    name: payments\n`)).toEqual([
    "gatehouse.yaml:8:9: accounts.0.id: expected a string, but this is a number: write it in quotes",
  ]);
});

test("a missing value is said to be missing, at what should hold it", () => {
  expect(errorsOf(SMALLEST.replace("    spoke_role: GatehouseSpoke\n", ""))).toEqual([
    "gatehouse.yaml:5:5: hubs.0.spoke_role: is missing",
  ]);
});

test("the same key twice is an error, not the last of the two", () => {
  expect(errorsOf(`${SMALLEST}listen: { port: 1 }\nlisten: { port: 2 }\n`)).toEqual([
    "gatehouse.yaml:8:1: listen: Map keys must be unique",
  ]);
});

test("broken YAML is pointed at", () => {
  expect(errorsOf("listen:\n  host: [a\njobs: 1\n")[0]).toMatch(/^gatehouse\.yaml:3:1: jobs: /);
});

test("every error is told at once, in the order of the file", () => {
  const errors = errorsOf(`${SMALLEST}web: 1\njobs: { sync_minutes: 1 }\nstorage: { redis: { url: nope } }\n`);
  expect(errors.map((line) => line.split(":")[1])).toEqual(["7", "8", "9"]);
});

test("what fits the schema but cannot be safe is refused at its key", () => {
  const demo = "sign_on: { methods: [demo] }\nhubs:\n  - name: main\n    spoke_role: S\n";
  const errors = errorsOf(`listen: { host: 0.0.0.0 }\n${demo}`);
  expect(errors[0]).toStartWith("gatehouse.yaml:1:17: listen.host: the demo sign-on asks for no password");
  expect(errors[1]).toStartWith(
    "gatehouse.yaml:4:5: hubs.0.endpoint: the demo sign-on works with the simulated AWS only",
  );
});

test("a config that could not serve anyone, or not safely, is refused at its key", () => {
  const everywhere = `${SMALLEST}listen:\n  host: 0.0.0.0\n`;
  expect(errorsOf(everywhere)).toEqual([
    "gatehouse.yaml:8:9: listen.host: no browser finds Gatehouse at 0.0.0.0: name its address in people's browsers as public_url",
  ]);
  expect(errorsOf(`${everywhere}public_url: https://gatehouse.example\n`)).toEqual([]);

  const federation = (address: string) => errorsOf(`${SMALLEST}    federation_url: ${address}\n`);
  expect(federation("http://10.0.0.5/federation")).toEqual([
    "gatehouse.yaml:7:21: hubs.0.federation_url: credentials are sent to this address, so it begins with https:// unless it is on this machine",
  ]);
  expect(federation("ftp://127.0.0.1/federation")).toHaveLength(1);
  expect(federation("http://127.0.0.1:4566/federation")).toEqual([]);
  expect(federation("https://us-east-1.signin.aws.amazon.com/federation")).toEqual([]);
});

test("networks that make a longer session policy than AWS takes are refused, one's own address counted", () => {
  const networks = Array.from({ length: 30 }, (_, at) => `2001:0db8:85a3:0000:0000:8a2e:0370:${1000 + at}/128`);
  const errorsWith = (vpcCount: number, own_address: boolean) => {
    const vpcs = Array.from({ length: vpcCount }, (_, at) => `vpc-0123456789abcde${10 + at}`);
    return errorsOf(`${SMALLEST}credentials: ${JSON.stringify({ networks, vpcs, own_address })}\n`);
  };
  const counts = Array.from({ length: 21 }, (_, count) => count);
  const most = counts.findLast((count) => errorsWith(count, false).length === 0) ?? 0;
  expect(errorsWith(most, false)).toEqual([]);
  for (const errors of [errorsWith(most + 1, false), errorsWith(most, true)])
    expect(errors).toEqual([
      expect.stringContaining("gatehouse.yaml:7:26: credentials.networks: These are more networks than AWS takes"),
    ]);
});

test.each([
  ["web: *nope\n", "gatehouse.yaml:7:6: web: Unresolved alias"],
  ["storage:\n  <<: 5\n", "gatehouse.yaml:8:7: storage.<<: Merge sources must be maps"],
  [
    `a: &a [x,x,x,x,x,x,x,x,x,x]\nb: &b [${Array(10).fill("*a").join()}]\nc: &c [${Array(10).fill("*b").join()}]\n`,
    "gatehouse.yaml:9:35: c: Excessive alias count",
  ],
])("an alias that cannot be followed is pointed at: %j", (text, error) => {
  expect(errorsOf(`${SMALLEST}${text}`)).toEqual([expect.stringContaining(error)]);
});

test("an account that names no configured hub is refused", () => {
  expect(errorsOf(`${SMALLEST}accounts:\n  - { id: "123456789012", name: a, hub: mian }\n`)).toEqual([
    'gatehouse.yaml:8:41: accounts.0.hub: no hub has this name; did you mean "main"?',
  ]);
});

test("keys of the dynamic configuration that are not used here are kept", () => {
  const config = loadConfig(
    `${SMALLEST}dynamic_config:\n  groups: { can_admin: [a@b.example] }\n  challenge_url: { enabled: true }\n`,
  );
  expect(config.dynamic_config).toMatchObject({
    groups: { can_admin: ["a@b.example"] },
    challenge_url: { enabled: true },
  });
});

test.each(["change me: 32 random characters or more", "Change-Me-change-me-change-me-change-me", "x".repeat(40)])(
  "a secret that anybody could guess is refused, with how to make one: %p",
  (secret) => {
    expect(errorsOf(SMALLEST.replace("0123456789abcdef0123456789abcdef", secret))).toEqual([
      "gatehouse.yaml:3:22: session.secrets.0: this secret is known to everybody: make one of your own with openssl rand -base64 32",
    ]);
  },
);

test("a trusted network that programs read in two ways is refused", () => {
  expect(errorsOf(SMALLEST.replace("10.0.0.0/8", "010.0.0.0/8"))).toEqual([
    expect.stringContaining("sign_on.trusted_proxies.0: an address range is written like 10.0.0.0/8"),
  ]);
});

test("the example file is a config that starts once it has a secret of its own, and it names every section there is", async () => {
  const text = await Bun.file(new URL("../../../../gatehouse.example.yaml", import.meta.url)).text();
  expect(errorsOf(text)).toEqual([expect.stringContaining("session.secrets.0: this secret is known to everybody")]);
  const config = loadConfig(text.replace("change me: 32 random characters or more", crypto.randomUUID()));
  const sections = Object.keys(config).filter((key) => !new RegExp(`^${key}:`, "m").test(text));
  expect(sections).toEqual([]);
});
