import { identitiesOf, type Person } from "../actor.ts";

/** How names are compared. Groups are compared exactly unless an installation lower-cases them. */
export type Naming = { lowerCaseGroups: boolean };

export const EXACT_GROUPS: Naming = { lowerCaseGroups: false };

/** Brings an identity into the form in which it is compared: an e-mail lower-cased, a group as the settings say. */
export function normalizeIdentity(identity: string, naming: Naming = EXACT_GROUPS): string {
  const name = identity.trim();
  return naming.lowerCaseGroups || isPerson(name) ? name.toLowerCase() : name;
}

/** Whether an identity is somebody's e-mail, rather than a group. */
export function isPerson(identity: string): boolean {
  return identity.includes("@");
}

/** The identities of a person in the form in which rules are compared, each once, the e-mail first. */
export function comparedIdentities(person: Person, naming: Naming = EXACT_GROUPS): string[] {
  return [...new Set(identitiesOf(person).map((identity) => normalizeIdentity(identity, naming)))].filter(Boolean);
}
