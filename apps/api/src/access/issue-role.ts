import { type IssuedCredentials, issueCredentials } from "@gatehouse/aws/issue-credentials";
import { networkPolicy, type Networks } from "@gatehouse/core/access/networks";
import { sessionName, sessionTags } from "@gatehouse/core/access/session";
import type { Person } from "@gatehouse/core/actor";
import type { Command } from "@gatehouse/core/commands";
import { Failure } from "@gatehouse/core/failure";
import type { App } from "../app.ts";
import { type Happening, record } from "../audit/record.ts";
import { recordRefusal } from "../audit/record-refusal.ts";
import type { Origin } from "../auth/origin.ts";
import { addRecent } from "./add-recent.ts";
import type { IssuePlan } from "./plan-issue.ts";
import { readRefusedMarks, rememberRefusedMarks } from "./refused-marks.ts";

/** Who asks, from where, and by which command: the part of the audit that does not depend on the decision. */
export type Asking = { actor: Person; from: Origin; command: Command };

/** Runs a decision; a refusal by it is on record before it reaches anyone. */
export async function orRecordRefusal<T>(
  app: App,
  { actor, from, command }: Asking,
  { target, decide }: { target: string; decide: () => Promise<T> },
): Promise<T> {
  return decide().catch(async (error: unknown) => {
    if (error instanceof Failure && error.code !== "unavailable")
      await recordRefusal(app, actor, { command, target, because: error.message, from });
    throw error;
  });
}

type Issuing<T> = {
  plan: IssuePlan;
  /** What the audit is to say besides. */
  details: Readonly<Record<string, string>>;
  /** What the credentials are for; the audit's outcome covers it. */
  finish: (credentials: IssuedCredentials) => Promise<T>;
};

/**
 * Issues what was planned, for the console and the CLI alike: the audit says so before AWS is asked, and where that
 * cannot be written nothing is issued. How it went it says afterwards, and nobody waits for that who has got them.
 */
export async function issueRole<T>(app: App, asking: Asking, { plan, details, finish }: Issuing<T>): Promise<T> {
  const { actor, from, command } = asking;
  const { role, because } = plan;
  const told = { ...details, issue: plan.issue, ...namedNetworks(plan.networks) };
  const about = { command, target: role.arn, because, from, details: told };
  await record(app, actor, { ...about, outcome: "attempted" });
  try {
    const credentials = await assume(app, plan);
    const made = await finish(credentials);
    await app.later(async () => {
      app.metrics.issued({ command, outcome: "done" });
      const details = { ...told, expires: credentials.expiresAt };
      await recordOutcome(app, actor, { ...about, outcome: "done", details });
      await addRecent(app, actor, role.arn);
    });
    return made;
  } catch (error) {
    app.metrics.issued({ command, outcome: "failed" });
    await recordOutcome(app, actor, { ...about, outcome: "failed", because: said(error) });
    throw error;
  }
}

/** Asks AWS, without the marks that the role is known to refuse. */
async function assume(app: App, { person, role, hub, issue, networks }: IssuePlan): Promise<IssuedCredentials> {
  const known = readRefusedMarks(app, role);
  const name = sessionName(person);
  const credentials = await issueCredentials(app.aws, {
    hub,
    roleArn: role.arn,
    sessionName: name,
    sourceIdentity: name,
    tags: sessionTags({ issue }),
    refused: known,
    ...(networks !== undefined && { sessionPolicy: networkPolicy(networks) }),
  });
  if (credentials.refused.length > known.length) rememberRefusedMarks(app, role, credentials.refused);
  return credentials;
}

/** The attempt is on record already, so an outcome that cannot be written is no reason to keep AWS's answer back. */
async function recordOutcome(app: App, actor: Person, happening: Happening): Promise<void> {
  await record(app, actor, happening).catch((error: unknown) => {
    app.log.error({ error, target: happening.target }, "how an issue of credentials went could not be audited");
  });
}

function namedNetworks(networks: Networks): { networks?: string } {
  return networks === undefined ? {} : { networks: [...networks.ranges, ...networks.vpcs].join(" ") };
}

function said(error: unknown): string {
  return error instanceof Failure ? (error.awsSaid ?? error.message) : "an error of Gatehouse itself";
}
