import { formatRoleArn, parseRoleArn } from "../../arn.ts";
import type { StatementTree } from "../grammar/tree.ts";
import { deniedBy, sessionAsks } from "./denied-by.ts";
import type { Subject } from "./subject.ts";

/** What the spoke role must be able to do for an account to stay under the product's care. */
const SPOKE_NEEDS = [
  "iam:GetAccountAuthorizationDetails",
  "iam:GetRole",
  "iam:PutRolePolicy",
  "iam:UpdateAssumeRolePolicy",
];

/** Of so many accounts that a policy names each is asked of; to ask of thousands would take long. */
const MOST_NAMED = 100;

/** What a policy denies to a spoke role, and by which statement; of accounts that it does not name, "*" stands for all. */
type Denied = { by: StatementTree; action: string; to: string };

/**
 * Answers what a service control policy surely denies to a spoke role that it may bind. Nobody says to which accounts
 * it is attached: so each one that it names is asked of, and of the others one, which is as all of them to the policy.
 */
export function deniedToSpoke(subject: Subject): Denied | undefined {
  const { spokeRoleArns = [] } = subject.surroundings;
  if (spokeRoleArns.length === 0) return undefined;
  const { named, others } = toldApart(subject.tree.text, spokeRoleArns);
  for (const action of SPOKE_NEEDS) {
    const denying = (arn: string): StatementTree | undefined => {
      const asked = [sessionAsks(arn, action, resourceOf(subject, action, arn))];
      return deniedBy(subject, () => asked);
    };
    for (const to of named) {
      const by = denying(to);
      if (by !== undefined) return { by, action, to };
    }
    // A policy binds one organization, and which one is not known: one in which the role is spared may be it.
    const [by, ...more] = others.map(denying);
    const [to] = others;
    if (by !== undefined && to !== undefined && !more.includes(undefined))
      return { by, action, to: spokeRoleArns.length === 1 ? to : inAnyAccount(to) };
  }
  return undefined;
}

/** On what a spoke role asks: on any role of its account but itself, or on "*" where the action knows no resource. */
function resourceOf({ catalogue }: Subject, action: string, spokeRoleArn: string): string {
  const role = parseRoleArn(spokeRoleArn);
  if (role === undefined || catalogue.facts(action).types.length === 0) return "*";
  return formatRoleArn({ ...role, path: "/", name: "AnyOtherRole" });
}

/** The roles of accounts that stand in a policy, and of each partition one of an account that does not. */
function toldApart(text: string, arns: readonly string[]): { named: string[]; others: string[] } {
  const mentioned = new Set(text.match(/\d{12}/g));
  const roles = arns.map((arn) => ({ arn, role: parseRoleArn(arn) }));
  const { named = [], others = [] } = Object.groupBy(roles, ({ role }) =>
    mentioned.has(role?.accountId ?? "") ? "named" : "others",
  );
  const ofPartitions = new Map(others.map(({ arn, role }) => [role?.partition, arn]));
  return { named: named.slice(0, MOST_NAMED).map(({ arn }) => arn), others: [...ofPartitions.values()] };
}

function inAnyAccount(arn: string): string {
  const role = parseRoleArn(arn);
  return role === undefined ? arn : formatRoleArn({ ...role, accountId: "*" });
}
