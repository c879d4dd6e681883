import type { SignOnProblem } from "@gatehouse/core/me";
import { record } from "../../audit/record.ts";
import { recordRefusal } from "../../audit/record-refusal.ts";
import { recordRefusalOnce } from "../../audit/record-refusal-once.ts";
import { SIGN_IN } from "../attempts.ts";
import { limitedAs } from "../client-address.ts";
import { signId, writeCookie } from "../cookie.ts";
import type { Door } from "../door.ts";
import { startSession } from "../sessions.ts";
import type { Identity } from "../sign-on-method.ts";
import { askProvider } from "./ask-provider.ts";
import { endPending, nameOfState, type Pending, PENDING_MS, readPending } from "./pending.ts";
import { problemOf } from "./problem-of.ts";
import type { Provider } from "./provider.ts";
import { failed, redirect, type Visit } from "./visit.ts";

const UNKNOWN = { kind: "system" as const, name: "sign-on" };

/**
 * Takes a browser back from the provider: only the one that began this sign-on, in time, and once. The person gets a new
 * session whatever the browser held before; whoever is refused gets none.
 */
export async function finishSignOn(door: Door, provider: Provider, visit: Visit): Promise<Response> {
  const { app, secure } = door;
  const state = visit.url.searchParams.get("state") ?? "";
  const pending = readPending(visit.cookies, { state, now: app.now() }, { secure, secrets: app.secrets });
  if (pending === undefined) return stale(door, visit);
  const ended = endPending(state, secure);
  const answer = await identify(door, provider, { visit, pending }).catch((error: unknown) => ({ error }));
  if ("identity" in answer) {
    try {
      const cookie = await enter(door, answer.identity, visit);
      return redirect(pending.next, [ended, cookie]);
    } catch (error) {
      return failed(door, visit, { error, next: pending.next, cookies: [ended] });
    }
  }
  const because = "problem" in answer ? answer.problem : problemOf(answer.error);
  // Whoever tries too often must not fill the audit log by it.
  if (because !== "too-often") await recordRefusal(app, UNKNOWN, { command: "sign-in", because, from: visit.from });
  return failed(door, visit, { ...answer, next: pending.next, cookies: [ended] });
}

/** Most often a page that was left open; a state or cookie that is not ours may also be somebody's attempt. */
async function stale(door: Door, visit: Visit): Promise<Response> {
  const { from } = visit;
  const name = `sign-on:${limitedAs(from.address ?? "unknown")}`;
  const because = "the sign-on was not begun in this browser, or too long ago";
  await recordRefusalOnce(door.app, UNKNOWN, { name, command: "sign-in", because, from });
  return failed(door, visit, { problem: "stale", next: "/" });
}

type Return = { visit: Visit; pending: Pending };
type Answer = { identity: Identity } | { problem: SignOnProblem };

async function identify({ app }: Door, provider: Provider, { visit, pending }: Return): Promise<Answer> {
  await app.attempts.limit(SIGN_IN, visit.from.address ?? "unknown");
  const first = await app.store.once.claim(`sign-on:${nameOfState(pending.state)}`, PENDING_MS);
  return first ? askProvider(app, provider, { search: visit.url.search, pending }) : { problem: "used" };
}

async function enter({ app, secure, sessions }: Door, identity: Identity, { from }: Visit): Promise<string> {
  const session = await startSession(app, identity, "oidc");
  sessions.keep(session);
  const because = `the provider ${app.provider?.settings.issuer ?? ""} says so`;
  await record(app, identity.person, { command: "sign-in", outcome: "done", from, because });
  const seconds = (Date.parse(session.expiresAt) - app.now()) / 1000;
  return writeCookie(signId(session.id ?? "", app.secrets), { secure, seconds });
}
