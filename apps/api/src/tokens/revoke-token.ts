import type { Person } from "@gatehouse/core/actor";
import type { TokenLine } from "@gatehouse/core/api-token";
import { Failure } from "@gatehouse/core/failure";
import { z } from "zod";
import type { App } from "../app.ts";
import { record } from "../audit/record.ts";
import type { Origin } from "../auth/origin.ts";
import { describeToken } from "./describe-token.ts";

export const RevokeToken = z.object({ id: z.string().max(100) });

/** Ends one of a person's own tokens at once; one of somebody else's is not found. */
export async function revokeToken(
  app: App,
  { actor, from }: { actor: Person; from: Origin },
  { id }: z.infer<typeof RevokeToken>,
): Promise<TokenLine> {
  const token = await app.store.tokens.read(id);
  if (token === undefined || token.owner !== actor.name) throw new Failure("not-found", "You have no such token.");
  const revokedAt = token.revokedAt ?? new Date(app.now()).toISOString();
  const revoked = await app.store.tokens.change(id, (row) => ({ ...row, revokedAt }));
  await record(app, actor, {
    command: "revoke-token",
    target: id,
    outcome: "done",
    from,
    details: { name: token.name },
  });
  return describeToken(revoked ?? { ...token, revokedAt }, app.now());
}
