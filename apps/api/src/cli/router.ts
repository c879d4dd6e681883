import { command, router } from "../trpc.ts";
import { AnswerLogin, answerLogin } from "./answer-login.ts";
import { EndLogins, endLogins } from "./end-logins.ts";
import { ListLogins, listLogins } from "./list-logins.ts";
import { listPending } from "./list-pending.ts";
import { OpenLogin, openLogin } from "./open-login.ts";

export const cliRouter = router({
  pending: command("answer-cli-login").query(({ ctx }) => listPending(ctx.app, ctx)),
  /** Changes something: a page is seen once. */
  openLogin: command("answer-cli-login")
    .input(OpenLogin)
    .mutation(({ ctx, input }) => openLogin(ctx.app, ctx, input)),
  answerLogin: command("answer-cli-login")
    .input(AnswerLogin)
    .mutation(({ ctx, input }) => answerLogin(ctx.app, ctx, input)),
  logins: command("manage-cli-logins")
    .input(ListLogins)
    .query(({ ctx, input }) => listLogins(ctx.app, ctx, input)),
  endLogins: command("manage-cli-logins")
    .input(EndLogins)
    .mutation(({ ctx, input }) => endLogins(ctx.app, ctx, input)),
});
