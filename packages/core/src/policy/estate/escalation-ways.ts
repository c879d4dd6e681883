import { BY_ITSELF, WITH_EXISTING, WITH_PASS_ROLE } from "../lint/escalation.ts";
import type { Estate } from "./estate.ts";
import { statementsOf } from "./documents.ts";
import type { Held } from "./held.ts";
import { type Able, allowsEverything, type Reaching, rolesNear } from "./reaching.ts";
import type { Reason } from "./reason.ts";

/** One step: by which actions, on what, a principal gets to be another, or gets any access. */
export type Step = {
  from: string;
  /** The ARN of the principal that is reached; "admin" is any access in the account. */
  to: string;
  by: readonly string[];
  on: string;
  effect: "allowed" | "conditional";
  because: readonly Reason[];
  sentence: string;
};

/** The services that take the roles which actions pass or use. */
const SERVICE_OF: Readonly<Record<string, string>> = {
  ec2: "ec2.amazonaws.com",
  "ec2-instance-connect": "ec2.amazonaws.com",
  ssm: "ec2.amazonaws.com",
  ecs: "ecs-tasks.amazonaws.com",
  lambda: "lambda.amazonaws.com",
  cloudformation: "cloudformation.amazonaws.com",
  glue: "glue.amazonaws.com",
  codebuild: "codebuild.amazonaws.com",
  sagemaker: "sagemaker.amazonaws.com",
  datapipeline: "datapipeline.amazonaws.com",
  states: "states.amazonaws.com",
};

const serviceOf = (action: string): string => SERVICE_OF[action.slice(0, action.indexOf(":"))] ?? "";
const named = (pattern: RegExp): readonly string[] => BY_ITSELF.filter((action) => pattern.test(action));

const TO_USER = named(/:(CreateAccessKey|CreateLoginProfile|UpdateLoginProfile)$/);
const ON_ROLE = named(/:(Attach|Put)RolePolicy$/);
const ON_USER = named(/:(Attach|Put)UserPolicy$/);
const ON_GROUP = named(/:(Attach|Put)GroupPolicy$/);
const ON_POLICY = named(/:CreatePolicyVersion$/);

/** Answers every step that a principal can take to any access, or to be another principal of the estate. */
export function stepsFrom(estate: Estate, reaching: Reaching): Step[] {
  return [...stepsToAdmin(estate, reaching), ...stepsToRoles(estate, reaching), ...stepsToUsers(estate, reaching)];
}

/** By changing its own policies; a boundary limits whatever it gives itself. */
function stepsToAdmin(estate: Estate, { held, can }: Reaching): Step[] {
  const { arn, accountId, attachedPolicies = [], groups = [] } = held.principal;
  const isUser = arn.includes(":user/");
  const own = attachedPolicies.map((policy) => policy.arn).filter((policy) => policy.includes(`::${accountId}:`));
  const changing = [
    ...(isUser ? ON_USER : ON_ROLE).map((action) => ({ action, on: arn, words: "gives itself any access" })),
    ...ON_POLICY.flatMap((action) => own.map((on) => ({ action, on, words: "rewrites a policy that it has" }))),
    ...ON_GROUP.flatMap((action) => groups.map((on) => ({ action, on, words: "gives its own group any access" }))),
  ];
  const unbounding = `iam:Delete${isUser ? "User" : "Role"}PermissionsBoundary`;
  const ways = held.boundary === undefined ? changing : [];
  if (held.boundary !== undefined && allowsEverything(held))
    ways.push({ action: unbounding, on: arn, words: "takes its own boundary away" });
  return ways.flatMap(({ action, on, words }) => {
    const able = can({ action, resource: on });
    return able === undefined ? [] : step(held, { to: "admin", by: [action], on, able, words });
  });
}

function stepsToRoles(estate: Estate, reaching: Reaching): Step[] {
  const { held, can } = reaching;
  return rolesNear(estate, reaching).flatMap((role) => {
    const to = role.principal.arn;
    const assuming = can({ action: "sts:AssumeRole", resource: to });
    if (assuming !== undefined)
      return step(held, { to, by: ["sts:AssumeRole"], on: to, able: assuming, words: `assumes ${to}` });
    const trusting = can({ action: "iam:UpdateAssumeRolePolicy", resource: to });
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
    const service = serviceOf(row[0] ?? "");
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
  const action = WITH_EXISTING.find((one) => trusted.has(serviceOf(one)) && canSomewhere(one) !== undefined);
  const able = action === undefined ? undefined : canSomewhere(action);
  if (action === undefined || able === undefined) return [];
  const words = `runs code where ${serviceOf(action)} works with ${to}, if it does anywhere`;
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
