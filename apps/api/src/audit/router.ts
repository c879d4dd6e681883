import { command, router } from "../trpc.ts";
import { listEvents, ListEvents } from "./list-events.ts";

export const auditRouter = router({
  events: command("view-own-audit")
    .input(ListEvents)
    .query(({ ctx, input }) => listEvents(ctx.app, ctx, input)),
});
