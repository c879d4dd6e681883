import { parseArn } from "../../arn.ts";
import { BY_ITSELF, WITH_EXISTING, WITH_PASS_ROLE } from "../catalogue/notable-actions.ts";
import { takerOf } from "../facts/role-takers.ts";
import { type Change, changesOf, isProtected } from "./escalation-changes.ts";
import type { Estate } from "./estate.ts";
import { statementsOf } from "./documents.ts";
import { newcomersOf } from "./escalation-newcomers.ts";
import { findHeld } from "./find-held.ts";
import type { Held } from "./held.ts";
import type { Able, Reaching } from "./reaching.ts";
import type { Reason } from "./reason.ts";
import { rolesNear } from "./roles-near.ts";

/** One step: by which actions, on what, a principal gets to be another, or gets any access. */
export type Step = {
  from: string;
  /** The ARN of the principal that is reached, or of the group that is joined; "admin" is any access in the account. */
  to: string;
  by: readonly string[];
  on: string;
  effect: "allowed" | "conditional";
  because: readonly Reason[];
  sentence: string;
};

const TO_USER = BY_ITSELF.filter((action) => /:(CreateAccessKey|CreateLoginProfile|UpdateLoginProfile)$/.test(action));

/** Answers every step that a principal can take to any access, to be another principal of the estate, or into a group. */
export function stepsFrom(estate: Estate, reaching: Reaching): Step[] {
  const { held } = reaching;
  const becoming = [...stepsToRoles(estate, reaching), ...stepsToUsers(estate, reaching)];
  const itself = stepsByChange(reaching, changesOf(estate, held));
  const changed = itself.length > 0 ? [] : becoming.flatMap((entering) => stepsThrough(estate, reaching, entering));
  const made = itself.length > 0 || changed.length > 0 ? [] : stepsByNewcomers(estate, reaching);
  return [...itself, ...becoming, ...stepsToGroups(estate, reaching), ...changed, ...made];
}

/** By changes that end in any access; where it does something else as well, both must be possible. */
function stepsByChange({ held, can }: Reaching, changes: readonly Change[], entering?: Step): Step[] {
  return changes.flatMap(({ action, on, words, perhaps = false }) => {
    const changing = can({ action, resource: on });
    if (changing === undefined) return [];
    const able = entering === undefined ? changing : together([changing, entering]);
    return step(held, {
      to: "admin",
      by: [action, ...(entering?.by ?? [])],
      on,
      able: perhaps ? { ...able, effect: "conditional" } : able,
      words: entering === undefined ? words : `${words}, and becomes it`,
    });
  });
}

function stepsByNewcomers(estate: Estate, reaching: Reaching): Step[] {
  return newcomersOf(estate, reaching).flatMap(({ by, on, able, words }) =>
    step(reaching.held, { to: "admin", by, on, able: together(able), words }),
  );
}

/** By changing another whom it can become: only IAM's users and roles of its own account can it change. */
function stepsThrough(estate: Estate, reaching: Reaching, entering: Step): Step[] {
  const other = findHeld(estate, entering.to);
  if (other.principal.accountId !== reaching.held.principal.accountId) return [];
  return stepsByChange(reaching, changesOf(estate, other), entering);
}

/** Into the groups of its account that a user is not in. */
function stepsToGroups({ facts }: Estate, { held, can }: Reaching): Step[] {
  const { arn, accountId, groups = [] } = held.principal;
  if (!arn.includes(":user/")) return [];
  const others = (facts.groups ?? []).filter((group) => !groups.includes(group.arn));
  return others.flatMap(({ arn: to }) => {
    const action = "iam:AddUserToGroup";
    const able = parseArn(to)?.accountId === accountId ? can({ action, resource: to }) : undefined;
    return able === undefined ? [] : step(held, { to, by: [action], on: to, able, words: `puts itself into ${to}` });
  });
}

function stepsToRoles(estate: Estate, reaching: Reaching): Step[] {
  const { held, can } = reaching;
  return rolesNear(estate, reaching).flatMap((role) => {
    const to = role.principal.arn;
    const assuming = can({ action: "sts:AssumeRole", resource: to });
    if (assuming !== undefined)
      return step(held, { to, by: ["sts:AssumeRole"], on: to, able: assuming, words: `assumes ${to}` });
    const trusting = isProtected(role) ? undefined : can({ action: "iam:UpdateAssumeRolePolicy", resource: to });
    if (trusting !== undefined)
      return step(held, {
        to,
        by: ["iam:UpdateAssumeRolePolicy", "sts:AssumeRole"],
        on: to,
        able: trusting,
        words: `lets itself into the trust policy of ${to}`,
      });
    return role.principal.accountId === held.principal.accountId ? byService(reaching, role) : [];
  });
}

/** By having a service run code with the role: passed to something new, or at work somewhere already. */
function byService({ held, can, canSomewhere }: Reaching, role: Held): Step[] {
  const to = role.principal.arn;
  const trusted = servicesOf(role);
  for (const row of WITH_PASS_ROLE) {
    const service = takerOf(row[0] ?? "");
    const doing = trusted.has(service) ? row.map(canSomewhere) : [];
    if (doing.length === 0 || doing.includes(undefined)) continue;
    const passing = can({ action: "iam:PassRole", resource: to, context: { "iam:PassedToService": service } });
    if (passing === undefined) continue;
    const able = together([passing, ...doing]);
    return step(held, {
      to,
      by: ["iam:PassRole", ...row],
      on: to,
      able,
      words: `passes ${to} to ${service} and runs code there`,
    });
  }
  const action = WITH_EXISTING.find((one) => trusted.has(takerOf(one)) && canSomewhere(one) !== undefined);
  const able = action === undefined ? undefined : canSomewhere(action);
  if (action === undefined || able === undefined) return [];
  const words = `runs code where ${takerOf(action)} works with ${to}, if it does anywhere`;
  return step(held, { to, by: [action], on: "*", able: { ...able, effect: "conditional" }, words });
}

function stepsToUsers(estate: Estate, { held, can }: Reaching): Step[] {
  const users = estate.index(held.principal.accountId).held.filter(({ principal }) => principal.arn.includes(":user/"));
  return users.flatMap((user) => {
    const to = user.principal.arn;
    if (user === held) return [];
    for (const action of TO_USER) {
      const able = can({ action, resource: to });
      if (able !== undefined)
        return step(held, { to, by: [action], on: to, able, words: `makes credentials of ${to}` });
    }
    return [];
  });
}

function servicesOf({ trust }: Held): ReadonlySet<string> {
  const allowing = trust === undefined ? [] : statementsOf(trust).filter(({ effect }) => effect === "Allow");
  const names = allowing.flatMap(({ principal }) => principal?.names ?? []);
  return new Set(names.flatMap(({ kind, name }) => (kind === "Service" ? [name.value] : [])));
}

function together(able: readonly (Able | undefined)[]): Able {
  const all = able.flatMap((one) => one ?? []);
  const effect = all.every((one) => one.effect === "allowed") ? "allowed" : "conditional";
  return { effect, because: all.flatMap(({ because }) => because) };
}

type Taken = { to: string; by: readonly string[]; on: string; able: Able; words: string };

function step({ principal: { arn: from } }: Held, { to, by, on, able, words }: Taken): Step[] {
  const under = able.effect === "conditional" ? ", under conditions" : "";
  return [{ from, to, by, on, ...able, sentence: `By ${by.join(" and ")}, ${from} ${words}${under}.` }];
}
