import { parseRoleArn } from "@gatehouse/core/arn";
import { Failure } from "@gatehouse/core/failure";
import type { Denial } from "@gatehouse/core/policy/denial/denial";
import { type DenialExplanation, explainDenial } from "@gatehouse/core/policy/denial/explain-denial";
import { principalOf } from "@gatehouse/core/policy/denial/principal-of";
import type { App } from "../app.ts";
import { type AskedPolicies, gatherPolicies } from "./asked-policies.ts";
import { readCatalogue } from "./assets.ts";
import type { ExplainedDenial } from "./explain-denials.ts";
import type { Asker } from "./read-role.ts";
import { type Reason, reasonOf } from "./reason.ts";
import type { RolesInView } from "./roles-in-view.ts";

type Told = { denial: Denial; view: RolesInView };

/** Explains one denial, by the policies of the role that asked too, where the asker may read them. */
export async function explainOne(app: App, asker: Asker, { denial, view }: Told): Promise<ExplainedDenial> {
  const role = seenRole(app, { denial, view });
  const of = role === undefined ? undefined : await policiesOf(app, asker, { role, denial });
  const known = role === undefined ? denial : withRole(denial, role);
  const explained = explainDenial({ denial: known, policies: of?.policies }, await readCatalogue());
  const { principal, action, resource, shown, notes, unknown } = denial;
  const on = resource ?? shown;
  // What its session does not tell of a role need not be guessed of one that is known.
  const guesses = (role !== undefined && principal && principalOf(principal.arn)?.notes) || [];
  return {
    ...(principal === undefined ? {} : { principal: principal.arn }),
    ...(role === undefined ? {} : { role }),
    ...(action === undefined ? {} : { action }),
    ...(on === undefined ? {} : { resource: on }),
    because: explained.because,
    change: explained.change,
    add: explained.add.map(({ policy, statement, exact }) => ({
      policy,
      document: JSON.stringify(statement, undefined, 2),
      exact,
    })),
    denying: of === undefined ? [] : denyingOf(explained, of),
    roles: of?.roles ?? [],
    notes: [
      ...(of === undefined ? [] : knownOf(explained, of)),
      ...notes.filter((note) => !guesses.includes(note)),
      ...unknown,
    ],
  };
}

/** The role behind a session, as far as the asker may see it: a session's ARN does not tell its role's path, but names are unique in an account. */
function seenRole({ estate }: App, { denial: { principal }, view }: Told): string | undefined {
  const named = principal?.roleArn === undefined ? undefined : parseRoleArn(principal.roleArn);
  const role = named && estate.rolesOf(named.accountId).find(({ name }) => name === named.name);
  return role && view.has(role.arn) ? role.arn : undefined;
}

const withRole = (denial: Denial, roleArn: string): Denial =>
  denial.principal === undefined ? denial : { ...denial, principal: { ...denial.principal, roleArn } };

/** A role that is gone since, or whose policies cannot be read, explains nothing. */
async function policiesOf(
  app: App,
  asker: Asker,
  { role, denial: { action = "", resource = "*" } }: { role: string; denial: Denial },
): Promise<AskedPolicies | undefined> {
  return gatherPolicies(app, asker, { role, action, resource }).catch((error: unknown) => {
    if (error instanceof Failure && error.code !== "unavailable") return undefined;
    throw error;
  });
}

function denyingOf({ confirmed }: DenialExplanation, { documents }: AskedPolicies): (Reason & { text: string })[] {
  const reasons = (confirmed?.denying ?? []).flatMap((because) => reasonOf(because, documents));
  return reasons.map((reason) => {
    const lines = (documents.find(({ id }) => id === reason.at)?.text ?? "").split("\n");
    return { ...reason, text: lines.slice(reason.line - 1, reason.toLine).join("\n") };
  });
}

/** What the role's own policies say to it, as far as they were read. */
function knownOf({ confirmed, next }: DenialExplanation, { lacking }: AskedPolicies): string[] {
  const unread = lacking.filter(({ policy }) => policy === "identity" || policy === "boundary");
  if (confirmed === undefined) return [];
  return [
    ...(confirmed.before === "allowed"
      ? ["The role's own policies allow it as they are now: another policy denied it, or they have changed since."]
      : []),
    ...(confirmed.before !== "allowed" && next !== undefined
      ? [
          `By the role's own policies, as far as they were read: ${next.replace(/^\w/, (letter) => letter.toLowerCase())}`,
        ]
      : []),
    ...unread.map(({ what }) => `${what}.`),
  ];
}
