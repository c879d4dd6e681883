import type { OpenedLogin } from "@gatehouse/core/cli/cli-login";
import { Failure } from "@gatehouse/core/failure";
import { z } from "zod";
import { eligibleRolesOf } from "../access/eligible-roles-of.ts";
import { onceFilled } from "../access/once-filled.ts";
import type { App } from "../app.ts";
import { hashNonce, orRecordRefused, toPending, type Visit, visitChallenge } from "./visit.ts";

export const OpenLogin = z.object({ token: z.string().max(2000) });

/** Shows a person who asks for a CLI login in their name, once: whoever opens the page again sees that it was opened. */
export async function openLogin(app: App, visit: Visit, input: z.infer<typeof OpenLogin>): Promise<OpenedLogin> {
  const challenge = await visitChallenge(app, visit, input.token);
  await onceFilled(app);
  const nonce = app.newId("nonce");
  const open = () =>
    app.store.cliChallenges.change(challenge.id, (state) => {
      if (state === undefined) return { state: "opened", nonceHash: hashNonce(nonce) };
      throw new Failure(
        "conflict",
        "This page was opened before, and it can be seen once only. If that was not you, tell your security team; else run the command again.",
      );
    });
  await orRecordRefused(app, { ...visit, challenge }, open);
  return {
    ...toPending(app, challenge, visit.from),
    person: visit.actor.name,
    nonce,
    roles: eligibleRolesOf(app, visit.actor).all.roles.length,
    hours: app.config.cli.login_hours,
    mostHours: app.config.cli.absolute_hours,
  };
}
