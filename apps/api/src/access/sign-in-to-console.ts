import { chooseDestination } from "@gatehouse/core/access/destination";
import type { Person } from "@gatehouse/core/actor";
import { Failure } from "@gatehouse/core/failure";
import { z } from "zod";
import type { App } from "../app.ts";
import { ISSUE } from "../auth/attempts.ts";
import type { Origin } from "../auth/origin.ts";
import { assertLives, type LiveSession } from "../auth/sessions.ts";
import { ConsoleTarget } from "./console-target.ts";
import { type Asking, issueRole, orRecordRefusal } from "./issue-role.ts";
import { limitCalls } from "../auth/limit-calls.ts";
import { openConsole, type OpenedConsole } from "./open-console.ts";
import { type IssuePlan, planIssue } from "./plan-issue.ts";
import { freshWorldOf } from "./world.ts";

export const SignInToConsole = ConsoleTarget.extend({ roleArn: z.string().max(2048) });
type Input = z.infer<typeof SignInToConsole>;
export type Caller = { actor: Person; from: Origin; session: LiveSession };

/**
 * Answers a sign-in address for the AWS console, which is a secret. Session and grant are read from the store at this
 * moment, and the audit says so before AWS is asked: where any of that cannot be done, nothing is issued.
 */
export async function signInToConsole(app: App, caller: Caller, input: Input): Promise<OpenedConsole> {
  const { actor, from, session } = caller;
  const asking: Asking = { actor, from, command: "sign-in-to-console" };
  await limitCalls(app, asking, ISSUE);
  await assertLives(app, session);
  const decide = () => decideSignIn(app, asking, input);
  const { plan, destination } = await orRecordRefusal(app, asking, { target: input.roleArn, decide });
  return issueRole(app, asking, {
    plan,
    details: { destination: new URL(destination).host },
    finish: (credentials) => openConsole(app, { plan, credentials, destination }),
  });
}

async function decideSignIn(
  app: App,
  { actor, from }: Asking,
  input: Input,
): Promise<{ plan: IssuePlan; destination: string }> {
  const world = await freshWorldOf(app, input.roleArn);
  if (world === undefined) throw new Failure("not-found", `There is no role ${input.roleArn} in the estate.`);
  const wish = { roleArn: input.roleArn, use: "console-and-cli", networks: { address: from.address } } as const;
  const plan = planIssue(app, actor, { wish, world });
  if (plan === undefined) {
    throw new Failure(
      "forbidden",
      `No rule lets you use ${input.roleArn}. “Why can I not see a role?” says which rules there are.`,
    );
  }
  const { destination, problem } = chooseDestination(plan.partition, input);
  if (problem !== undefined) throw new Failure("invalid", problem);
  return { plan, destination: destination.url };
}
