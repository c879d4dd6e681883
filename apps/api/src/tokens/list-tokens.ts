import type { Person } from "@gatehouse/core/actor";
import type { TokenLine } from "@gatehouse/core/api-token";
import { authorize } from "@gatehouse/core/authorize";
import { type Command, TOKEN_COMMANDS } from "@gatehouse/core/commands";
import type { App } from "../app.ts";
import { describeToken } from "./describe-token.ts";

export type TokenList = {
  tokens: TokenLine[];
  /** The commands that a token of this person can do anything with. */
  scopes: Command[];
  mostDays: number;
};

/** Answers a person's own tokens, the newest first, and what a new one could be scoped to. */
export async function listTokens(app: App, actor: Person): Promise<TokenList> {
  const tokens = await app.store.tokens.ofOwner(actor.name);
  const authority = app.settings.authority();
  return {
    tokens: tokens.map((token) => describeToken(token, app.now())),
    scopes: TOKEN_COMMANDS.filter((command) => authorize(actor, command, authority).allowed),
    mostDays: app.config.tokens.most_days,
  };
}
