import type { IssuedCredentials } from "@gatehouse/aws/issue-credentials";
import type { EligibleRole } from "@gatehouse/core/access/eligible-role";
import type { Person } from "@gatehouse/core/actor";
import { matchRoles } from "@gatehouse/core/access/match-roles";
import { Failure } from "@gatehouse/core/failure";
import { eligibleRolesOf } from "../access/eligible-roles-of.ts";
import { type Asking, issueRole, orRecordRefusal } from "../access/issue-role.ts";
import { limitCalls } from "../auth/limit-calls.ts";
import { type IssuePlan, type IssueWish, planIssue } from "../access/plan-issue.ts";
import { freshWorldOf } from "../access/world.ts";
import type { App } from "../app.ts";
import { recordRefusal } from "../audit/record-refusal.ts";
import type { Limit } from "../auth/attempts.ts";

export type CliWish = {
  /** Any part of a role's ARN. */
  role: string;
  consoleOnly: boolean;
  /** Asks for credentials that work from anywhere. */
  lift: boolean;
  narrow: readonly string[];
  /** What the program says of itself, for the audit. */
  details: Readonly<Record<string, string>>;
};

/** How it went, as far as the CLI has words for it; whatever else stands in the way is a Failure. */
export type CliIssue =
  | { kind: "issued"; credentials: IssuedCredentials }
  | { kind: "none" }
  | { kind: "several"; arns: string[] }
  /** It matched, but the store says at this moment that it is gone or no longer granted. */
  | { kind: "gone"; arn: string }
  | { kind: "refused-by-aws"; arn: string; failure: Failure };

/** One call a minute and role while credentials run out, and bursts of programs that start at once. */
const ISSUE_CLI: Limit = { name: "issue-cli", most: 120, windowMilliseconds: 60_000 };
const MOST_NAMED = 20;

/** Issues credentials of the one role that a text means to a person's program, by the same decision and call as the console's. */
export async function issueCliCredentials(app: App, asking: Asking, wish: CliWish): Promise<CliIssue> {
  const { actor, from } = asking;
  await limitCalls(app, asking, ISSUE_CLI);
  const { all, forConsole } = eligibleRolesOf(app, actor);
  const matched = matchRoles((wish.consoleOnly ? forConsole : all).roles, wish.role);
  const [role] = matched;
  if (role === undefined || matched.length > 1) return refuseMatch(app, asking, { wish, matched });
  const { arn } = role;
  const networks = { address: from.address, lift: wish.lift, narrow: wish.narrow };
  const use = wish.consoleOnly ? "console-and-cli" : "cli-only";
  const decide = () => planFresh(app, actor, { roleArn: arn, use, networks });
  const plan = await orRecordRefusal(app, asking, { target: arn, decide });
  if (plan === undefined) {
    const because = "the role is gone, or no rule grants it any more";
    await recordRefusal(app, actor, { command: asking.command, target: arn, because, from, details: wish.details });
    return { kind: "gone", arn };
  }
  const finish = async (credentials: IssuedCredentials): Promise<CliIssue> => ({ kind: "issued", credentials });
  return issueRole(app, asking, { plan, details: wish.details, finish }).catch((error: unknown): CliIssue => {
    if (error instanceof Failure && error.code === "refused-by-aws")
      return { kind: "refused-by-aws", arn, failure: error };
    throw error;
  });
}

/** Decides on the role as the store has it at this moment; undefined where it is gone or no rule grants it any more. */
async function planFresh(app: App, actor: Person, wish: IssueWish): Promise<IssuePlan | undefined> {
  const world = await freshWorldOf(app, wish.roleArn);
  return world && planIssue(app, actor, { wish, world });
}

type Mismatch = { wish: CliWish; matched: readonly EligibleRole[] };

/** The CLI cannot show the candidates, so the audit names them. */
async function refuseMatch(app: App, { actor, from, command }: Asking, { wish, matched }: Mismatch): Promise<CliIssue> {
  const arns = matched.map(({ arn }) => arn);
  await recordRefusal(app, actor, {
    command,
    target: wish.role,
    because: arns.length === 0 ? "no role of theirs matches" : `${arns.length} roles of theirs match`,
    from,
    details: { ...wish.details, ...(arns.length > 0 && { matching: arns.slice(0, MOST_NAMED).join(" ") }) },
  });
  return arns.length === 0 ? { kind: "none" } : { kind: "several", arns };
}
