import type { Compared, CompareInput } from "./queries.ts";

type Side = CompareInput["first"];

/** Names what was compared, which may stand in the fields no longer; of two roles of one name, each with its account. */
export function namesOf({ first, second }: CompareInput, roles: Compared["roles"]): { first: string; second: string } {
  const names = { first: nameOf(first) ?? "the first policy", second: nameOf(second) ?? "the second policy" };
  if (names.first !== names.second) return names;
  const inAccount = (side: Side): string => {
    const role = roles.find(({ arn }) => "role" in side && side.role === arn);
    return role === undefined ? names.first : `${role.name} in ${role.accountName}`;
  };
  return { first: inAccount(first), second: inAccount(second) };
}

function nameOf(side: Side): string | undefined {
  return "role" in side ? side.role.slice(side.role.lastIndexOf("/") + 1) : undefined;
}
