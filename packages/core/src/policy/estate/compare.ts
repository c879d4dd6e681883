import { type Difference, difference } from "./difference.ts";
import { effectiveAccess } from "./effective-access.ts";
import type { Estate } from "./estate.ts";
import { findHeld } from "./find-held.ts";
import { ASSUMED } from "./request-of.ts";
import { sayAccess } from "./say-difference.ts";

export type Comparison = {
  /** What the first can and the second cannot, and the other way round. */
  onlyFirst: readonly Difference[];
  onlySecond: readonly Difference[];
  sentences: readonly string[];
  lacking: readonly string[];
  assumed: readonly string[];
};

/** Compares what two principals can do by their own policies, after boundaries, service control policies and denies. */
export function comparePrincipals(estate: Estate, { first, second }: { first: string; second: string }): Comparison {
  const one = effectiveAccess(estate, findHeld(estate, first));
  const other = effectiveAccess(estate, findHeld(estate, second));
  const onlyFirst = difference(one.entries, other.entries);
  const onlySecond = difference(other.entries, one.entries);
  const [nameOne, nameOther] = [nameOf(first), nameOf(second)];
  const told = (who: string, differences: readonly Difference[]): string[] =>
    differences.map((access) => `Only ${who} can do ${sayAccess(access)}.`);
  const sentences = [...told(nameOne, onlyFirst), ...told(nameOther, onlySecond)];
  return {
    onlyFirst,
    onlySecond,
    sentences: sentences.length === 0 ? [`${nameOne} and ${nameOther} can do the same.`] : sentences,
    lacking: [...new Set([...one.lacking, ...other.lacking])],
    assumed: ASSUMED,
  };
}

const nameOf = (arn: string): string => arn.slice(arn.lastIndexOf("/") + 1);
