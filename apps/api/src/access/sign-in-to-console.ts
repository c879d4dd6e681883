import { assertEligible } from "@gatehouse/core/access/eligible-roles";
import { chooseDestination } from "@gatehouse/core/access/destination";
import type { EligibleRole } from "@gatehouse/core/access/eligible-role";
import type { Person } from "@gatehouse/core/actor";
import { Failure } from "@gatehouse/core/failure";
import { z } from "zod";
import type { App } from "../app.ts";
import { record } from "../audit/record.ts";
import { recordRefusal } from "../audit/record-refusal.ts";
import { ISSUE } from "../auth/attempts.ts";
import type { Origin } from "../auth/origin.ts";
import { type LiveSession, readSession } from "../auth/sessions.ts";
import { addRecent } from "./add-recent.ts";
import { ConsoleTarget } from "./console-target.ts";
import { openConsole, type OpenedConsole } from "./open-console.ts";
import { freshWorldOf } from "./world.ts";

export const SignInToConsole = ConsoleTarget.extend({ roleArn: z.string().max(2048) });
type Input = z.infer<typeof SignInToConsole>;
type Caller = { actor: Person; from: Origin; session: LiveSession };

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
  const world = await freshWorldOf(app, input.roleArn);
  const role = await eligible(app, caller, () =>
    assertEligible(actor, { roleArn: input.roleArn, use: "console-and-cli" }, world),
  );
  const { destination, problem } = chooseDestination(role.partition, input);
  if (problem !== undefined) throw new Failure("invalid", problem);

  const issue = app.newId("issue");
  const about = { command: COMMAND, target: role.arn, from };
  const details = { issue, destination: destination.host };
  await record(app, actor, { ...about, outcome: "attempted", because: sentence(role), details });
  const opened = await openConsole(app, { actor, role, issue, destination: destination.url }).catch(async (error: unknown) => {
    const because = error instanceof Failure ? (error.awsSaid ?? error.message) : "an error of Gatehouse's own";
    await recordOutcome(app, actor, { ...about, outcome: "failed", because, details });
    throw error;
  });
  await recordOutcome(app, actor, { ...about, outcome: "done", details: { ...details, expires: opened.expiresAt } });
  await addRecent(app, actor, role.arn);
  return opened;
}

async function eligible(app: App, { actor, from }: Caller, decide: () => EligibleRole): Promise<EligibleRole> {
  try {
    return decide();
  } catch (error) {
    if (error instanceof Failure) await recordRefusal(app, actor, { command: COMMAND, because: error.message, from });
    throw error;
  }
}

/** The attempt is on record already, so an outcome that cannot be written is no reason to keep AWS's answer back. */
async function recordOutcome(app: App, actor: Person, happening: Parameters<typeof record>[2]): Promise<void> {
  await record(app, actor, happening).catch((error: unknown) => {
    app.log.error({ error, target: happening.target }, "how an issue of credentials went could not be audited");
  });
}

function sentence({ because }: EligibleRole): string {
  const [first] = because;
  if (first === undefined) return "a rule names them";
  const { rule, identity } = first;
  const name = rule.kind === "tag" ? `the role's tag ${rule.tag}` : rule.kind === "settings" ? rule.key : rule.name;
  return `${name} names ${identity}`;
}
