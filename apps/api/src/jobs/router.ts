import { tracked } from "@trpc/server";
import { toTrpcError } from "../failures.ts";
import { confirmRemoval, ConfirmRemoval } from "../sync/confirm-removal.ts";
import { command, router } from "../trpc.ts";
import { followRun } from "./follow-run.ts";
import { getOverview } from "./get-overview.ts";
import { getRun, GetRun } from "./get-run.ts";
import { formatPosition, Position, startAt } from "./position.ts";
import { runNow, RunNow } from "./run-now.ts";

export const jobsRouter = router({
  overview: command("view-jobs").query(({ ctx }) => getOverview(ctx.app, ctx.actor)),
  run: command("view-jobs")
    .input(GetRun)
    .query(({ ctx, input }) => getRun(ctx.app, input)),
  runNow: command("run-job")
    .input(RunNow)
    .mutation(({ ctx, input }) => runNow(ctx.app, ctx, input)),
  confirmRemoval: command("confirm-removal")
    .input(ConfirmRemoval)
    .mutation(({ ctx, input }) => confirmRemoval(ctx.app, ctx, input)),
  progress: command("view-jobs")
    .input(Position)
    .subscription(async function* ({ ctx, input, signal }) {
      const ends = signal ?? new AbortController().signal;
      const following = { ...startAt(input), signal: ends, check: ctx.checkSession };
      try {
        for await (const event of followRun(ctx.app, following)) yield tracked(formatPosition(event), event);
      } catch (error) {
        throw toTrpcError(error);
      }
    }),
});
