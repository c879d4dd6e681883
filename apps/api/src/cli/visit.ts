import { createHash } from "node:crypto";
import { assertMayAnswer, CHALLENGE_MS, type Challenge } from "@gatehouse/core/cli/challenge";
import type { PendingLogin } from "@gatehouse/core/cli/cli-login";
import type { Person } from "@gatehouse/core/actor";
import { Failure } from "@gatehouse/core/failure";
import type { App } from "../app.ts";
import { recordRefusalOnce } from "../audit/record-refusal-once.ts";
import type { Origin } from "../auth/origin.ts";
import { codeOf, readChallenge, writeChallenge } from "./challenge-token.ts";

/** A person at the page of a challenge. */
export type Visit = { actor: Person; from: Origin };

/** Reads the challenge that a page is about, or throws why this person may not answer it here and now; that is audited. */
export async function visitChallenge(app: App, { actor, from }: Visit, token: string): Promise<Challenge> {
  const challenge = readChallenge(token, app.secrets);
  if (challenge === undefined) throw new Failure("not-found", "No CLI waits at this address. Run the command again.");
  const visitor = { person: actor.name, address: from.address, sameAddress: app.config.cli.same_address };
  return orRecordRefused(app, { actor, from, challenge }, async () => {
    assertMayAnswer(challenge, visitor, app.now());
    if (visitor.sameAddress && from.unnamedProxy !== undefined) throw behindUnnamed(from.unnamedProxy);
    return challenge;
  });
}

/**
 * Does something with a challenge; that another person, another network or a page seen twice was refused is on record
 * before it reaches anyone, since it may be somebody who was handed the link: once an hour each, so that nobody fills the log.
 */
export async function orRecordRefused<T>(
  app: App,
  { actor, from, challenge }: Visit & { challenge: Challenge },
  work: () => Promise<T>,
): Promise<T> {
  return work().catch(async (error: unknown) => {
    if (error instanceof Failure && (error.code === "forbidden" || error.code === "conflict")) {
      const details = { for: challenge.person.slice(0, 256), address: challenge.address, code: codeOf(challenge.id) };
      const name = `cli-login:${challenge.id}:${actor.name}:${error.message}`;
      await recordRefusalOnce(app, actor, { name, command: "answer-cli-login", because: error.message, from, details });
    }
    throw error;
  });
}

/** Everybody behind such a proxy has its address, so that the same address would say nothing. */
function behindUnnamed(proxy: string): Failure {
  return new Failure(
    "forbidden",
    `Gatehouse cannot tell whether the CLI asked from your network: a proxy at ${proxy} hides the addresses of both. An admin can name it in sign_on.trusted_proxies.`,
  );
}

/** What a page shows of a challenge before it is answered. */
export function toPending(app: App, challenge: Challenge, from: Origin): PendingLogin {
  return {
    token: writeChallenge(challenge, app.secrets),
    code: codeOf(challenge.id),
    address: challenge.address,
    sameAddress: from.unnamedProxy === undefined && challenge.address === from.address,
    requestedAt: new Date(challenge.at).toISOString(),
    expiresAt: new Date(challenge.at + CHALLENGE_MS).toISOString(),
  };
}

/** The form in which a nonce is stored: whoever reads the table cannot answer for the person. */
export function hashNonce(nonce: string): string {
  return createHash("sha256").update(nonce).digest("hex");
}
