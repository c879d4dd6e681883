import { Failure } from "../failure.ts";

/** A program's wish to be signed in as a person, as it was made. */
export type Challenge = {
  id: string;
  /** The name that the program gave. */
  person: string;
  /** The address it asked from. */
  address: string;
  /** When it asked, in milliseconds. */
  at: number;
};

/** The program asks for so long and then gives up. */
export const CHALLENGE_MS = 120_000;

/** What a page's visitor must fulfil. */
export type Visitor = { person: string; address: string | undefined; sameAddress: boolean };

/** Throws where this visitor may not answer the challenge; whether somebody did already is not known here. */
export function assertMayAnswer(challenge: Challenge, visitor: Visitor, now: number): void {
  if (now >= challenge.at + CHALLENGE_MS) {
    throw new Failure(
      "not-found",
      "This request is older than two minutes, and the CLI waits no longer. Run the command again.",
    );
  }
  if (!isSamePerson(challenge.person, visitor.person)) {
    throw new Failure(
      "forbidden",
      `The CLI asked for ${challenge.person.slice(0, 100)}, and you are signed in as ${visitor.person}. Nothing was given.`,
    );
  }
  if (visitor.sameAddress && challenge.address !== visitor.address) {
    throw new Failure(
      "forbidden",
      `The CLI asked from ${challenge.address}, and this browser is at ${visitor.address ?? "an unknown address"}. Open the page on the network where the command runs.`,
    );
  }
}

/** Whether a program's name for a person means this person: names are compared without regard to case. */
export function isSamePerson(given: string, name: string): boolean {
  return given.trim().toLowerCase() === name.toLowerCase();
}
