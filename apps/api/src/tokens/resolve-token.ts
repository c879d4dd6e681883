import { Failure } from "@gatehouse/core/failure";
import type { ApiToken } from "@gatehouse/store/tokens";
import type { App } from "../app.ts";
import { recordRefusalOnce } from "../audit/record-refusal-once.ts";
import type { Origin } from "../auth/origin.ts";
import type { LiveSession } from "../auth/sessions.ts";
import { isEnded, stillKnown } from "../auth/still-known.ts";
import { isSame, readToken } from "./secret.ts";

/** When a token was last used is written at most this often. */
const USED_EVERY_MS = 5 * 60_000;
const DAY_MS = 86_400_000;

/** Answers the token of ours in an Authorization header; what a proxy in front puts there for itself is none of ours. */
export function bearerOf(headers: Headers): string | undefined {
  return /^bearer +(gth_\S*) *$/i.exec(headers.get("authorization") ?? "")?.[1];
}

/**
 * Answers a session that lives for this request: the token's owner, with the groups of their last sign-on, within the
 * token's scopes. Its row is read every time, so a revoked token is refused at once, as is one whose owner stopped signing on.
 */
export async function resolveToken(app: App, text: string, from: Origin): Promise<LiveSession> {
  const read = readToken(text);
  const token = read && (await app.store.tokens.read(read.id));
  if (read === undefined || token === undefined || !isSame(token.hash, read.hash)) {
    throw refused("This is no API token of Gatehouse. Check that it was copied whole.");
  }
  if (token.revokedAt !== undefined) throw await onRecord(app, token, { from, because: "was revoked" });
  if (app.now() >= Date.parse(token.expiresAt)) throw await onRecord(app, token, { from, because: "has expired" });
  const owner = await app.store.people.get(token.owner);
  if (isEnded(owner, token.signedOnAt ?? token.createdAt))
    throw await onRecord(app, token, { from, because: "was revoked" });
  const days = app.config.tokens.owner_days;
  if (owner === undefined || app.now() >= Date.parse(owner.signedOnAt) + days * DAY_MS) {
    const because = `works again when its owner signs on, who has not signed on for ${days} days`;
    throw await onRecord(app, token, { from, because });
  }
  const person = stillKnown(app, owner.method, { kind: "person", name: owner.name, groups: owner.groups });
  if (person === undefined)
    throw await onRecord(app, token, { from, because: "means nothing here: Gatehouse no longer knows the owner" });
  await noteUse(app, token, from);
  const { id, name, scopes } = token;
  return {
    key: id,
    person: { ...person, token: { id, name, scopes } },
    displayName: owner.displayName,
    method: "token",
    signedOnAt: owner.signedOnAt,
    expiresAt: token.expiresAt,
  };
}

async function noteUse(app: App, { id, usedAt }: ApiToken, { address }: Origin): Promise<void> {
  if (usedAt !== undefined && app.now() - Date.parse(usedAt) < USED_EVERY_MS) return;
  const used = { usedAt: new Date(app.now()).toISOString(), ...(address !== undefined && { usedFrom: address }) };
  await app.store.tokens
    .change(id, (token) => ({ ...token, ...used }))
    .catch((error: unknown) => app.log.warn({ error, token: id }, "a token's use could not be noted"));
}

async function onRecord(
  app: App,
  token: ApiToken,
  { from, because }: { from: Origin; because: string },
): Promise<Failure> {
  const { id, name, owner, scopes } = token;
  const actor = { kind: "person" as const, name: owner, groups: [], token: { id, name, scopes } };
  const refusal = { command: "use-token", target: id, because: `the token ${because}`, from };
  await recordRefusalOnce(app, actor, { name: `token:${id}`, ...refusal });
  return refused(`The API token "${name}" ${because}.`);
}

function refused(message: string): Failure {
  return new Failure("unauthenticated", message);
}
