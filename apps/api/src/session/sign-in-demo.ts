import { Failure } from "@gatehouse/core/failure";
import { z } from "zod";
import type { App } from "../app.ts";
import { SIGN_IN } from "../auth/attempts.ts";
import { nextPath } from "../auth/next-path.ts";
import type { Origin } from "../auth/origin.ts";
import { type LiveSession, startSession } from "../auth/sessions.ts";
import { NOBODY_YET } from "../audit/nobody-yet.ts";
import { record } from "../audit/record.ts";
import { recordRefusal } from "../audit/record-refusal.ts";

export const SignInDemo = z.object({ name: z.string().max(200), next: z.string().max(4000).optional() });

/** Signs in as one of the demo's invented people, with a new session; refuses everywhere but in the demo. */
export async function signInDemo(
  app: App,
  from: Origin,
  input: z.infer<typeof SignInDemo>,
): Promise<{ session: LiveSession; next: string }> {
  await app.attempts.limit(SIGN_IN, from.address ?? "unknown");
  const { methods, demo_people } = app.config.sign_on;
  if (!methods.includes("demo")) throw new Failure("not-found", "The demo sign-on is not in use here.");
  const person = demo_people.find(({ name }) => name === input.name.toLowerCase());
  if (person === undefined) {
    const because = "the demo has no person of this name";
    await recordRefusal(app, NOBODY_YET, { command: "sign-in", target: input.name, because, from });
    throw new Failure("not-found", "The demo has no person of this name: choose one of those on the page.");
  }
  const actor = { kind: "person" as const, name: person.name, groups: person.groups };
  const session = await startSession(app, { person: actor, displayName: person.display_name }, "demo");
  await record(app, actor, {
    command: "sign-in",
    outcome: "done",
    from,
    because: "the demo sign-on asks for no password",
  });
  return { session, next: nextPath(input.next) };
}
