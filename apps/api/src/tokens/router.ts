import { NewToken } from "@gatehouse/core/api-token";
import { command, router } from "../trpc.ts";
import { createToken } from "./create-token.ts";
import { listTokens } from "./list-tokens.ts";
import { RevokeToken, revokeToken } from "./revoke-token.ts";

export const tokensRouter = router({
  list: command("list-tokens").query(({ ctx }) => listTokens(ctx.app, ctx.actor)),
  create: command("create-token")
    .input(NewToken)
    .mutation(({ ctx, input }) => createToken(ctx.app, ctx, input)),
  revoke: command("revoke-token")
    .input(RevokeToken)
    .mutation(({ ctx, input }) => revokeToken(ctx.app, ctx, input)),
});
