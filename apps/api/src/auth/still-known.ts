import type { Person } from "@gatehouse/core/actor";
import type { KnownPerson } from "@gatehouse/store/people";
import type { App } from "../app.ts";

/**
 * Answers a person as their sign-on method knows them today; undefined where it no longer does, or is no longer in use.
 * A method that learns of people only when they sign in knows them as it did then.
 */
export function stillKnown({ config }: App, method: string, person: Person): Person | undefined {
  const { methods, demo_people } = config.sign_on;
  if (!methods.some((name) => name === method)) return undefined;
  if (method !== "demo") return person;
  const listed = demo_people.find(({ name }) => name === person.name);
  return listed && { ...person, groups: listed.groups };
}

/**
 * Answers whether what grew from a sign-on at this time is over, since the person's access was ended at or after it. The
 * lists from which things are ended may lag behind; this is read from the person's own row.
 */
export function isEnded(known: KnownPerson | undefined, signedOnAt: string): boolean {
  return known?.endedAt !== undefined && signedOnAt <= known.endedAt;
}
