import { chooseDestination } from "@gatehouse/core/access/destination";
import type { EligibleRole } from "@gatehouse/core/access/eligible-role";
import { assertEligible } from "@gatehouse/core/access/eligible-roles";
import type { Person } from "@gatehouse/core/actor";
import { Failure } from "@gatehouse/core/failure";
import { z } from "zod";
import type { App } from "../app.ts";
import { type Happening, record } from "../audit/record.ts";
import { recordRefusal } from "../audit/record-refusal.ts";
import { ISSUE } from "../auth/attempts.ts";
import type { Origin } from "../auth/origin.ts";
import { type LiveSession, readSession } from "../auth/sessions.ts";
import { addRecent } from "./add-recent.ts";
import { ConsoleTarget } from "./console-target.ts";
import { openConsole, type OpenedConsole, type Opening } from "./open-console.ts";
import { freshWorldOf } from "./world.ts";

export const SignInToConsole = ConsoleTarget.extend({ roleArn: z.string().max(2048) });
type Input = z.infer<typeof SignInToConsole>;
export type Caller = { actor: Person; from: Origin; session: LiveSession };

const COMMAND = "sign-in-to-console";

/**
 * Answers a sign-in address for the AWS console, which is a secret. Session and grant are read from the store at this
 * moment, and the audit says so before AWS is asked: where any of that cannot be done, nothing is issued.
 */
export async function signInToConsole(app: App, caller: Caller, input: Input): Promise<OpenedConsole> {
  const { actor, from, session } = caller;
  await app.attempts.limit(ISSUE, actor.name);
  if ((await readSession(app, session.key)) === undefined) {
    throw new Failure("unauthenticated", "Your session has ended. Sign in again to go on.");
  }
  const { opening, because } = await decide(app, actor, input).catch(async (error: unknown) => {
    if (error instanceof Failure && error.code !== "unavailable") {
      await recordRefusal(app, actor, { command: COMMAND, target: input.roleArn, because: error.message, from });
    }
    throw error;
  });
  const details = { issue: opening.issue, destination: new URL(opening.destination).host };
  const about = { command: COMMAND, target: opening.role.arn, because, from, details };
  await record(app, actor, { ...about, outcome: "attempted" });
  const opened = await openConsole(app, opening).catch(async (error: unknown) => {
    await recordOutcome(app, actor, { ...about, outcome: "failed", because: said(error) });
    throw error;
  });
  await recordOutcome(app, actor, { ...about, outcome: "done", details: { ...details, expires: opened.expiresAt } });
  await addRecent(app, actor, opening.role.arn);
  return opened;
}

async function decide(app: App, actor: Person, input: Input): Promise<{ opening: Opening; because: string }> {
  const world = await freshWorldOf(app, input.roleArn);
  const eligible = assertEligible(actor, { roleArn: input.roleArn, use: "console-and-cli" }, world);
  const { destination, problem } = chooseDestination(eligible.partition, input);
  if (problem !== undefined) throw new Failure("invalid", problem);
  const role = world.estate.role(input.roleArn);
  const hub = world.estate.accounts().get(eligible.accountId)?.hub;
  if (role === undefined || hub === undefined)
    throw new Failure("not-found", "This role's account is not in the estate.");
  const opening = { person: actor.name, role, hub, issue: app.newId("issue"), destination: destination.url };
  return { opening, because: sentence(eligible) };
}

/** The attempt is on record already, so an outcome that cannot be written is no reason to keep AWS's answer back. */
async function recordOutcome(app: App, actor: Person, happening: Happening): Promise<void> {
  await record(app, actor, happening).catch((error: unknown) => {
    app.log.error({ error, target: happening.target }, "how an issue of credentials went could not be audited");
  });
}

function said(error: unknown): string {
  return error instanceof Failure ? (error.awsSaid ?? error.message) : "an error of Gatehouse itself";
}

function sentence({ because: [first] }: EligibleRole): string {
  if (first === undefined) return "a rule names them";
  const { rule, identity } = first;
  switch (rule.kind) {
    case "tag":
      return `the role's tag ${rule.tag} names ${identity}`;
    case "settings":
      return `${rule.key} in the settings names ${identity}`;
    case "hook":
      return `the rule ${rule.name} names ${identity}`;
  }
}
