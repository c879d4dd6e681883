import type { IamRole } from "../role/role.ts";
import type { Grant, GrantUse } from "./grant.ts";
import { EXACT_GROUPS, type Naming, normalizeIdentity } from "./identity.ts";

/** Which role tags grant, by what their grants are good for. */
export type GrantTags = { console_and_cli: readonly string[]; cli_only: readonly string[] };

/** The grants that a role's own tags make: each value is identities split at ":", and each grant remembers its tag. */
export function grantsFromTags(role: Pick<IamRole, "arn" | "tags">, tags: GrantTags, naming = EXACT_GROUPS): Grant[] {
  return [
    ...tags.console_and_cli.flatMap((tag) => grantsOfTag(role, { tag, use: "console-and-cli" }, naming)),
    ...tags.cli_only.flatMap((tag) => grantsOfTag(role, { tag, use: "cli-only" }, naming)),
  ];
}

function grantsOfTag(
  role: Pick<IamRole, "arn" | "tags">,
  { tag, use }: { tag: string; use: GrantUse },
  naming: Naming,
): Grant[] {
  // A role may carry a tag named like something every object has, or none of that name at all.
  if (!Object.hasOwn(role.tags, tag)) return [];
  const identities = new Set((role.tags[tag] ?? "").split(":").map((part) => normalizeIdentity(part, naming)));
  return [...identities]
    .filter((identity) => identity !== "")
    .map((identity) => ({ identity, roleArn: role.arn, use, rule: { kind: "tag", tag } }));
}
