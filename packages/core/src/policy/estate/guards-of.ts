import type { PolicyDocument } from "../document.ts";
import { compiledOf, type EstateDocument, problemOf } from "./documents.ts";
import type { Estate } from "./estate.ts";
import type { ControlPolicies } from "./organization.ts";
import type { Source } from "./reason.ts";

/** The policies of one kind that bind an account, level by level from the root down to the account itself. */
export type Levels = {
  documents: readonly (readonly EstateDocument[])[];
  compiled: readonly (readonly PolicyDocument[])[];
  sources: readonly (readonly Source[])[];
  lacking: readonly string[];
};

export type Guards = { serviceControl: Levels; resourceControl: Levels };

type GuardKind = "service-control" | "resource-control";

/** What binds whom no control policy binds. */
export const NO_LEVELS: Levels = { documents: [], compiled: [], sources: [], lacking: [] };

/**
 * Finds the control policies of an account: those of its root, of each unit above it and its own, and none for the management account.
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_evaluation.html
 */
export function guardsOf(estate: Estate, accountId: string): Guards {
  return {
    serviceControl: levelsOf(estate, accountId, "service-control"),
    resourceControl: levelsOf(estate, accountId, "resource-control"),
  };
}

function levelsOf(estate: Estate, accountId: string, kind: GuardKind): Levels {
  const { organization } = estate.facts;
  const name = kind.replace("-", " ");
  if (organization === null || organization?.managementAccountId === accountId) return NO_LEVELS;
  const unread: Levels = { ...NO_LEVELS, lacking: [`The ${name} policies of account ${accountId} were not read.`] };
  const policies = kind === "service-control" ? organization?.serviceControl : organization?.resourceControl;
  if (policies === null) return NO_LEVELS;
  if (organization === undefined || policies === undefined) return unread;
  const account = organization.accounts.get(accountId);
  if (account === undefined)
    return { ...NO_LEVELS, lacking: [`Account ${accountId} is not in the organization as it was read.`] };
  const levels = [...account.unitPath, accountId].map((target) => levelOf(estate, policies, { target, kind }));
  // A level of which one policy is unknown may allow whatever the others do not.
  const read = levels.filter((level) => level.lacking.length === 0);
  return {
    documents: read.map(({ documents }) => documents),
    compiled: read.map(({ documents }) => documents.map(compiledOf)),
    sources: read.map(({ sources }) => sources),
    lacking: levels.flatMap(({ lacking }) => lacking),
  };
}

type Level = { documents: EstateDocument[]; sources: Source[]; lacking: string[] };

/** AWS keeps at least one policy on every target, so that none at all means that it was not read. */
function levelOf(
  estate: Estate,
  policies: ControlPolicies,
  { target, kind }: { target: string; kind: GuardKind },
): Level {
  const attached = policies.get(target) ?? [];
  const words = kind.replace("-", " ");
  const level: Level = { documents: [], sources: [], lacking: [] };
  if (attached.length === 0) level.lacking.push(`The ${words} policies of ${target} were not read.`);
  for (const { name, arn, document: text } of attached) {
    const document = estate.document(text);
    if (problemOf(document) === undefined) {
      level.documents.push(document);
      level.sources.push({ policy: kind, name, holder: target, ...(arn === undefined ? {} : { arn }) });
    } else level.lacking.push(`The ${words} policy ${name} of ${target} cannot be read.`);
  }
  return level;
}
