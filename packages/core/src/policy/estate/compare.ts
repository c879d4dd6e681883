import { createWorkings, type Workings } from "./access/workings.ts";
import { type Difference, difference } from "./difference.ts";
import { effectiveAccess } from "./effective-access.ts";
import type { Estate } from "./estate.ts";
import { findHeld } from "./find-held.ts";
import { lackingOf } from "./held.ts";
import { ASSUMED } from "./request-of.ts";
import { sayDifference } from "./say-difference.ts";

/** What a comparison found; "unread" where it found no difference, but not all policies were read. */
export type Verdict = "same" | "first-has-more" | "second-has-more" | "each-has-more" | "unread";

export type Comparison = {
  verdict: Verdict;
  /** False where a policy was not read that could make a difference; a control policy that binds both alike makes none. */
  isRead: boolean;
  /** What the first can and the second cannot, and the other way round; the weightiest first. */
  onlyFirst: readonly Difference[];
  onlySecond: readonly Difference[];
  sentences: readonly string[];
  lacking: readonly string[];
  assumed: readonly string[];
};

/**
 * Compares what two principals can do by their own policies, after boundaries, service control policies and denies. Where
 * not all of these were read it never says that both can do the same; too many policies are a Failure "too-large".
 */
export function comparePrincipals(
  estate: Estate,
  { first, second }: { first: string; second: string },
  workings: Workings = createWorkings(estate.catalogue),
): Comparison {
  const [heldOne, heldOther] = [findHeld(estate, first), findHeld(estate, second)];
  const one = effectiveAccess(estate, heldOne, workings);
  const other = effectiveAccess(estate, heldOther, workings);
  const onlyFirst = difference(workings, one, other);
  const onlySecond = difference(workings, other, one);
  const lacking = [...new Set([...one.lacking, ...other.lacking])];
  const own = [heldOne, heldOther].flatMap((held) => lackingOf(estate, held));
  // A control policy that was not read binds both alike where both lack it.
  const unread = lacking.filter(
    (said) => own.includes(said) || one.lacking.includes(said) !== other.lacking.includes(said),
  );
  const isRead = unread.length === 0;
  const verdict = verdictOf({ first: onlyFirst.length, second: onlySecond.length, isRead });
  const [nameOne, nameOther] = [nameOf(first), nameOf(second)];
  const told = (who: string, than: string, differences: readonly Difference[]): string[] =>
    differences.map((access) => sayDifference(access, who, than));
  const sentences = [...told(nameOne, nameOther, onlyFirst), ...told(nameOther, nameOne, onlySecond)];
  const none =
    verdict === "same"
      ? `${nameOne} and ${nameOther} can do the same.`
      : `No difference between ${nameOne} and ${nameOther} was found, but not all of their policies were read.`;
  return {
    verdict,
    isRead,
    onlyFirst,
    onlySecond,
    sentences: sentences.length === 0 ? [none] : sentences,
    lacking,
    assumed: ASSUMED,
  };
}

function verdictOf({ first, second, isRead }: { first: number; second: number; isRead: boolean }): Verdict {
  if (first > 0 && second > 0) return "each-has-more";
  if (first > 0) return "first-has-more";
  if (second > 0) return "second-has-more";
  return isRead ? "same" : "unread";
}

const nameOf = (arn: string): string => arn.slice(arn.lastIndexOf("/") + 1);
