import { expect, test } from "bun:test";
import { join } from "node:path";
import { loadConfig } from "@gatehouse/api/load-config";
import { z } from "zod";
import { ROOT } from "./setup/root.ts";

const Compose = z.object({
  services: z.record(
    z.string(),
    z.object({
      ports: z.array(z.string()).default([]),
      volumes: z.array(z.string()).default([]),
      stop_grace_period: z.string().optional(),
    }),
  ),
});

const PLACEHOLDER = "change me: 32 random characters or more";

const read = (path: string): Promise<string> => Bun.file(join(ROOT, path)).text();
const { services } = Compose.parse(Bun.YAML.parse(await read("compose.yaml")));
const dockerfile = await read("Dockerfile");
const config = await configOf("gatehouse");

/** The config that a service mounts at the place where the image looks for it. */
async function configOf(service: string) {
  const mounted = services[service]?.volumes.find((volume) => volume.includes(":/etc/gatehouse/gatehouse.yaml"));
  const [path = ""] = (mounted ?? "").split(":");
  return loadConfig((await read(path)).replace(PLACEHOLDER, "a secret of this test, long enough"), path);
}

test("the config that compose mounts starts only once it has a secret of its own, and says how to make one", async () => {
  const mounted = await read("deploy/compose.gatehouse.yaml");
  expect(mounted).toContain(PLACEHOLDER);
  expect(() => loadConfig(mounted)).toThrow(
    /^gatehouse\.yaml:\d+:\d+: session\.secrets\.0: .*openssl rand -base64 32$/,
  );
});

test("the config that compose mounts is valid, the same for the tables, and names services that compose starts", async () => {
  expect(await configOf("tables")).toEqual(config);
  const { dynamodb, redis } = config.storage;
  for (const address of [dynamodb?.endpoint, redis?.url])
    expect(Object.keys(services)).toContain(new URL(address ?? "").hostname);
});

test("the port that the config listens on is the one that the image exposes and compose publishes, on this machine alone", () => {
  const { port } = config.listen;
  expect(dockerfile).toContain(`EXPOSE ${port}`);
  expect(services["gatehouse"]?.ports).toEqual([`127.0.0.1:${port}:${port}`]);
});

test("compose waits longer for the end than the process takes at most", () => {
  const seconds = Number(/^(\d+)s$/.exec(services["gatehouse"]?.stop_grace_period ?? "")?.[1]);
  expect(seconds).toBeGreaterThan(config.stop.notice_seconds + config.stop.grace_seconds);
});

test("the image is built by the Bun that the repository names, and what runs in it is not root", async () => {
  const { packageManager }: { packageManager: string } = JSON.parse(await read("package.json"));
  expect(dockerfile).toContain(`oven/${packageManager.replace("@", ":")} AS build`);
  const stages = dockerfile.split(/^FROM /m).slice(1);
  expect(stages).toHaveLength(2);
  expect(stages.at(-1)).toContain("USER nonroot");
});

test("what lies about in a checkout does not go into the image", async () => {
  const kept = (await read(".dockerignore")).split("\n");
  expect(kept).toEqual(expect.arrayContaining(["**/node_modules", "**/dist", ".git", "gatehouse.yaml", "data"]));
});
