import { expect, test } from "bun:test";
import { createLog, type Logger } from "./log.ts";

function capture(): { log: Logger; lines: () => string[] } {
  let text = "";
  const log = createLog("debug", { write: (line) => void (text += line) });
  return { log, lines: () => text.trim().split("\n") };
}

const SECRET = "not-for-the-log";
const TOKEN = "IQoJb3JpZ2luX2VjE".repeat(12);

test("values under the names of secrets never reach the log", () => {
  const { log, lines } = capture();
  log.info({ cookie: SECRET, headers: { authorization: SECRET }, of: { hub: { secretAccessKey: SECRET } } }, "x");
  expect(lines().join()).not.toContain(SECRET);
  expect(lines().join()).toContain("[secret]");
});

test("a sign-in address, a session cookie, a session token and an API token are secrets wherever they stand", () => {
  const { log, lines } = capture();
  log.warn({ url: `https://signin.aws.amazon.com/federation?Action=login&SigninToken=${SECRET}` }, "x");
  log.warn(`the browser sent gatehouse=${SECRET}; theme=dark`);
  log.warn({ error: new Error(`the Canonical String was ${TOKEN}`) }, "AWS refused");
  log.warn(`the CLI sent consoleme_auth=${SECRET}; Path=/`);
  const api = `gth_${"0a".repeat(8)}_${"5f".repeat(32)}`;
  log.info(`a program sent ${api}`);
  expect(lines().join()).not.toContain(api.slice(-64));
  expect(lines().join()).not.toContain(SECRET);
  expect(lines().join()).not.toContain(TOKEN);
  expect(lines()).toHaveLength(5);
  for (const line of lines()) JSON.parse(line);
});

test("an error is logged with its code, stack and causes, and without what else hangs on it", () => {
  const { log, lines } = capture();
  const cause = Object.assign(new Error("inner"), { request: { headers: { cookie: SECRET } } });
  log.error({ error: Object.assign(new Error("outer", { cause }), { code: "ECONNRESET" }) }, "it failed");
  const { error } = JSON.parse(lines()[0] ?? "") as { error: Record<string, unknown> };
  expect(error).toMatchObject({ name: "Error", message: "outer", code: "ECONNRESET", cause: { message: "inner" } });
  expect(error["stack"]).toContain("log.test.ts");
  expect(lines().join()).not.toContain(SECRET);
});
