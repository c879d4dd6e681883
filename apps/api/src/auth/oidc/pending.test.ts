import { expect, test } from "bun:test";
import { beginPending, endPending, PENDING_MS, readPending } from "./pending.ts";

const SECRETS = ["the-first-secret-of-32-characters", "the-other-secret-of-32-characters"];
const KEYS = { secure: true, secrets: SECRETS };
const pendingOf = (state: string) => ({ state, nonce: "n", verifier: "the verifier", next: "/why", startedAt: 1_000 });

function cookieOf(set: string | undefined): string {
  return (set ?? "").split(";")[0] ?? "";
}

test("over TLS the cookie is bound to this host, cannot be read by scripts, and lives for ten minutes", () => {
  const [set] = beginPending(pendingOf("a"), null, KEYS);
  expect(set).toMatch(
    /^__Host-gatehouse-sign-on-[0-9a-f]{12}=[\w-]+; Path=\/; HttpOnly; SameSite=Lax; Max-Age=600; Secure$/,
  );
  expect(endPending("a", true)).toBe(
    `${cookieOf(set).split("=")[0]}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0; Secure`,
  );
});

test("a sign-on is read back by its state, until it is ten minutes old, also after the secrets were turned", () => {
  const [set] = beginPending(pendingOf("a"), null, KEYS);
  const cookies = `theme=dark; ${cookieOf(set)}`;
  const turned = { secure: true, secrets: ["a new secret that signs from now on", ...SECRETS] };
  expect(readPending(cookies, { state: "a", now: 1_000 }, turned)).toEqual(pendingOf("a"));
  expect(readPending(cookies, { state: "a", now: 1_000 + PENDING_MS - 1 }, KEYS)).toEqual(pendingOf("a"));
  expect(readPending(cookies, { state: "a", now: 1_000 + PENDING_MS }, KEYS)).toBeUndefined();
  expect(readPending(cookies, { state: "a", now: 999 }, KEYS)).toBeUndefined();
  expect(readPending(cookies, { state: "b", now: 1_000 }, KEYS)).toBeUndefined();
  expect(readPending(null, { state: "", now: 1_000 }, KEYS)).toBeUndefined();
});

test("a cookie put under another state's name is not that state's", () => {
  const [a, b] = ["a", "b"].map((state) => cookieOf(beginPending(pendingOf(state), null, KEYS)[0]).split("="));
  const swapped = `${b?.[0]}=${a?.[1]}`;
  expect(readPending(swapped, { state: "b", now: 1_000 }, KEYS)).toBeUndefined();
});

test("the verifier and the nonce are not to be seen in the cookie", () => {
  const [set] = beginPending(pendingOf("a"), null, KEYS);
  const value = cookieOf(set).split("=")[1] ?? "";
  expect(Buffer.from(value, "base64url").toString("latin1")).not.toContain("verifier");
});
