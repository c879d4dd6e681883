import { shortHash } from "../short-hash.ts";

/** A session made with the credentials of another role session ends after an hour, whatever the role's own limit is. */
const CHAINED_SECONDS = 3600;
/** What AWS takes where no length is asked for. https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html */
const DEFAULT_SECONDS = 3600;

const MOST_CHARACTERS = 64;
const HASH_CHARACTERS = 8;

/**
 * A person's name as RoleSessionName and SourceIdentity: AWS allows 2 to 64 of `\w+=,.@-`. A name that had to be
 * changed or cut ends in a hash of the whole name, so that two people never share one.
 * https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
 */
export function sessionName(person: string): string {
  const allowed = person.replace(/[^A-Za-z0-9_+=,.@-]/gu, "-");
  if (allowed === person && person.length >= 2 && person.length <= MOST_CHARACTERS) return person;
  const hash = shortHash(person).slice(-HASH_CHARACTERS);
  return `${allowed.slice(0, MOST_CHARACTERS - HASH_CHARACTERS - 1)}-${hash}`;
}

/** The session tags of credentials: the issue that the audit names, and the request behind the grant where there is one. */
export function sessionTags({ issue, request }: { issue: string; request?: string }): Record<string, string> {
  return { ...(request !== undefined && { "gatehouse:request": request }), "gatehouse:issue": issue };
}

/** How long a session will really be: an hour where the hub is itself a role session, else what is asked for. */
export function sessionSeconds(hub: { chained: boolean }, wished = DEFAULT_SECONDS): number {
  return hub.chained ? CHAINED_SECONDS : wished;
}
