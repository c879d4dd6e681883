import type { Person } from "@gatehouse/core/actor";
import { authorize } from "@gatehouse/core/authorize";
import { Failure } from "@gatehouse/core/failure";
import type { IamRole } from "@gatehouse/core/role/role";
import { eligibleRolesOf } from "../access/eligible-roles-of.ts";
import { onceFilled } from "../access/once-filled.ts";
import type { App } from "../app.ts";
import { recordRefusal } from "../audit/record-refusal.ts";
import type { Origin } from "../auth/origin.ts";

/** Who asks what policies say, and from where. */
export type Asker = { actor: Person; from: Origin };

const COMMAND = "view-policies";

/** Reads a role with its policies; throws for a role that this person may neither use nor view, which is audited, and for one that was not read. */
export async function readRole(app: App, { actor, from }: Asker, arn: string): Promise<IamRole> {
  const { allowed, because } = await mayView(app, actor, arn);
  if (!allowed) {
    await recordRefusal(app, actor, { command: COMMAND, target: arn, because, from });
    throw new Failure("forbidden", `You may ask about the roles that you may use yourself, and no others: ${because}.`);
  }
  const [role] = await app.store.roles.read([arn]);
  if (role === undefined) throw new Failure("not-found", `No role ${arn} was read in the estate. Search for its name.`);
  return role;
}

/** Reads a role with its policies; undefined where this person may not view it, or it was not read. */
export async function readRoleIfAny(app: App, { actor }: Asker, arn: string): Promise<IamRole | undefined> {
  const { allowed } = await mayView(app, actor, arn);
  const [role] = allowed ? await app.store.roles.read([arn]) : [];
  return role;
}

async function mayView(app: App, actor: Person, arn: string): Promise<{ allowed: boolean; because: string }> {
  await onceFilled(app);
  const isTheirs = eligibleRolesOf(app, actor).all.roles.some((role) => role.arn === arn);
  return isTheirs
    ? { allowed: true, because: "you may use this role" }
    : authorize(actor, COMMAND, app.settings.authority());
}
