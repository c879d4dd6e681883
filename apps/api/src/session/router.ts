import { command, open, router } from "../trpc.ts";
import { describeMe } from "./describe-me.ts";
import { EndAccess, endAccess } from "./end-access.ts";
import { getProfile } from "./get-profile.ts";
import { describeSignOn } from "./describe-sign-on.ts";
import { SignInDemo, signInDemo } from "./sign-in-demo.ts";
import { signOut } from "./sign-out.ts";
import { signOutEverywhere } from "./sign-out-everywhere.ts";

export const sessionRouter = router({
  options: open.query(({ ctx }) => describeSignOn(ctx.app)),
  signInDemo: open.input(SignInDemo).mutation(async ({ ctx, input }) => {
    const { session, next } = await signInDemo(ctx.app, ctx.from, input);
    ctx.setSession(session);
    return { next };
  }),
  me: command("list-eligible-roles").query(({ ctx }) => describeMe(ctx.app, ctx.session)),
  profile: command("view-profile").query(({ ctx }) => getProfile(ctx.app, ctx.session)),
  signOut: command("sign-out").mutation(async ({ ctx }) => {
    ctx.setSession(null);
    return { next: await signOut(ctx.app, ctx.actor, { key: ctx.session.key, from: ctx.from }) };
  }),
  signOutEverywhere: command("sign-out").mutation(async ({ ctx }) => {
    ctx.setSession(null);
    return { next: await signOutEverywhere(ctx.app, ctx.actor, { key: ctx.session.key, from: ctx.from }) };
  }),
  endAccessOf: command("end-access-of-others")
    .input(EndAccess)
    .mutation(({ ctx, input }) => endAccess(ctx.app, ctx, input)),
});
