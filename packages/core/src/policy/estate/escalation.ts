import type { Estate } from "./estate.ts";
import { asHeld, findHeld } from "./find-held.ts";
import type { Held } from "./held.ts";
import { lackingOf } from "./held.ts";
import { type Step, stepsFrom } from "./escalation-ways.ts";
import { isAdmin, reachingOf } from "./reaching.ts";
import { ASSUMED } from "./request-of.ts";

/** The shortest way to one principal, or to any access. */
export type EscalationPath = {
  /** The ARN of the principal or group that is reached; "admin" is any access in the account of the last step. */
  reaches: string;
  admin: boolean;
  steps: readonly Step[];
};

export type Escalation = {
  principal: string;
  /** True where it can do everything already, so that there is nothing to reach. */
  isAdmin: boolean;
  /** Those that end in any access first, then the shorter before the longer. */
  paths: readonly EscalationPath[];
  /** True where the search ended at its limit of principals. */
  cut: boolean;
  lacking: readonly string[];
  assumed: readonly string[];
};

const MOST_PRINCIPALS = 200;

/** Answers how a principal can get more access than it was given, step by step, by the shortest way to each it can become. */
export function escalationPaths(
  estate: Estate,
  { principal, most = MOST_PRINCIPALS }: { principal: string; most?: number },
): Escalation {
  const start = findHeld(estate, principal);
  const lacking = new Set<string>();
  const paths: EscalationPath[] = [];
  const found = new Set([principal]);
  const queue: { held: Held; steps: readonly Step[] }[] = [{ held: start, steps: [] }];
  let looked = 0;
  for (let next = queue.shift(); next !== undefined && looked < most; next = queue.shift()) {
    looked += 1;
    const { held, steps } = next;
    const { serviceControl } = estate.guards(held.principal.accountId);
    for (const sentence of [...lackingOf(estate, held), ...serviceControl.lacking]) lacking.add(sentence);
    // An administrator reaches everything: nothing is left to find behind it.
    if (isAdmin(estate, held)) continue;
    for (const step of stepsFrom(estate, reachingOf(estate, held))) {
      const reached = step.to === "admin" ? undefined : reachedBy(estate, held, step.to);
      const name = reached === undefined ? `admin ${held.principal.accountId}` : step.to;
      if (found.has(name)) continue;
      found.add(name);
      const path = [...steps, step];
      paths.push({ reaches: step.to, admin: reached === undefined || isAdmin(estate, reached), steps: path });
      if (reached !== undefined) queue.push({ held: reached, steps: path });
    }
  }
  return {
    principal,
    isAdmin: isAdmin(estate, start),
    paths: paths.toSorted(
      (one, other) => Number(other.admin) - Number(one.admin) || one.steps.length - other.steps.length,
    ),
    cut: queue.length > 0,
    lacking: [...lacking],
    assumed: ASSUMED,
  };
}

/** Another principal, or the same as a member of one more group. */
function reachedBy(estate: Estate, { principal }: Held, to: string): Held {
  if (estate.group(to) === undefined) return findHeld(estate, to);
  return asHeld(estate, { ...principal, groups: [...(principal.groups ?? []), to] });
}
