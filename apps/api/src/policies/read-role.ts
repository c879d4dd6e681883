import type { Person } from "@gatehouse/core/actor";
import { Failure } from "@gatehouse/core/failure";
import type { IamRole } from "@gatehouse/core/role/role";
import type { App } from "../app.ts";
import { recordOnce } from "../audit/record-once.ts";
import { recordRefusal } from "../audit/record-refusal.ts";
import type { Origin } from "../auth/origin.ts";
import { type RolesInView, rolesInView } from "./roles-in-view.ts";

/** Who asks what policies say, and from where. */
export type Asker = { actor: Person; from: Origin };

const COMMAND = "view-policies";

/**
 * Reads a role with its policies. A role that this person may not view and one that is not there are refused alike,
 * which is audited; that somebody read the policies of a role which is not theirs is on record before they have them.
 */
export async function readRole(app: App, asker: Asker, arn: string): Promise<IamRole> {
  const view = await rolesInView(app, asker.actor);
  if (!view.has(arn)) throw await refusal(app, asker, { arn, view });
  const role = await readRecorded(app, asker, { arn, view });
  if (role === undefined) throw notRead(arn);
  return role;
}

/** Reads a role with its policies; undefined where this person may not view it, or it was not read. */
export async function readRoleIfAny(app: App, asker: Asker, arn: string): Promise<IamRole | undefined> {
  const view = await rolesInView(app, asker.actor);
  return view.has(arn) ? readRecorded(app, asker, { arn, view }) : undefined;
}

type Wanted = { arn: string; view: RolesInView };

async function readRecorded(app: App, { actor, from }: Asker, { arn, view }: Wanted): Promise<IamRole | undefined> {
  const [role] = await app.store.roles.read([arn]);
  if (role === undefined || view.isTheirs(arn)) return role;
  const name = `${COMMAND}:${actor.name}:${arn}`;
  await recordOnce(app, actor, { name, command: COMMAND, target: arn, outcome: "done", because: view.because, from });
  return role;
}

async function refusal(app: App, { actor, from }: Asker, { arn, view }: Wanted): Promise<Failure> {
  if (view.seesAll) return notRead(arn);
  await recordRefusal(app, actor, { command: COMMAND, target: arn, because: view.because, from });
  return new Failure(
    "forbidden",
    "You may ask about the roles that you may use yourself. Choose one of those, or ask an auditor or an administrator of policies about this one.",
  );
}

const notRead = (arn: string): Failure =>
  new Failure("not-found", `No role ${arn} was read in the estate. Search for its name.`);
