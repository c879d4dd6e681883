import { command, router } from "../trpc.ts";
import { ExplainRole, explainRole } from "./explain-role.ts";
import { FindRoles, findRoles } from "./find-roles.ts";
import { ListEligibleRoles, listEligibleRoles } from "./list-eligible-roles.ts";
import { SetFavourite, setFavourite } from "./set-favourite.ts";
import { SetRegion, setRegion } from "./set-region.ts";
import { SignInToConsole, signInToConsole } from "./sign-in-to-console.ts";

export const accessRouter = router({
  eligibleRoles: command("list-eligible-roles")
    .input(ListEligibleRoles)
    .query(({ ctx, input }) => listEligibleRoles(ctx.app, ctx.actor, input)),
  explainRole: command("explain-role")
    .input(ExplainRole)
    .query(({ ctx, input }) => explainRole(ctx.app, ctx.actor, input)),
  findRoles: command("list-eligible-roles")
    .input(FindRoles)
    .query(({ ctx, input }) => findRoles(ctx.app, ctx.actor, input)),
  signIn: command("sign-in-to-console")
    .input(SignInToConsole)
    .mutation(({ ctx, input }) => signInToConsole(ctx.app, ctx, input)),
  preferences: command("save-preferences").query(({ ctx }) => ctx.app.store.preferences.get(ctx.actor.name)),
  setFavourite: command("save-preferences")
    .input(SetFavourite)
    .mutation(({ ctx, input }) => setFavourite(ctx.app, ctx.actor, input)),
  setRegion: command("save-preferences")
    .input(SetRegion)
    .mutation(({ ctx, input }) => setRegion(ctx.app, ctx.actor, input)),
});
