import type { Candidate } from "./shrink-candidates.ts";

/** Of more names, or in more steps, the fewest patterns would take too long to find. */
const MOST_NAMES = 60;
const MOST_STEPS = 5_000;

/**
 * Chooses patterns that cover all names, given with those first that cover most: the fewest of the candidates for up to 60
 * names, unless that takes too many steps, and few for more.
 */
export function fewest(names: readonly string[], candidates: readonly Candidate[]): Candidate[] {
  const few = withoutNeedless(chooseGreedily(names, candidates));
  return names.length > MOST_NAMES ? few : fewerThan(few, names, candidates);
}

/** Takes the pattern that covers most of what is left, again and again; of equals the longer one, which says more. */
function chooseGreedily(names: readonly string[], candidates: readonly Candidate[]): Candidate[] {
  const left = new Set(names);
  const chosen: Candidate[] = [];
  while (left.size > 0) {
    let best: Candidate | undefined;
    let most = 0;
    for (const candidate of candidates) {
      if (candidate.covers.length < most) break;
      const covered = countIn(left, candidate);
      if (covered > most) [best, most] = [candidate, covered];
    }
    if (best === undefined) break;
    for (const name of best.covers) left.delete(name);
    chosen.push(best);
  }
  return chosen;
}

/** Leaves out a pattern whose actions the others cover as well. */
function withoutNeedless(chosen: readonly Candidate[]): Candidate[] {
  const times = new Map<string, number>();
  for (const { covers } of chosen) for (const name of covers) times.set(name, (times.get(name) ?? 0) + 1);
  return chosen.filter(({ covers }) => {
    if (!covers.every((name) => (times.get(name) ?? 0) > 1)) return true;
    for (const name of covers) times.set(name, (times.get(name) ?? 0) - 1);
    return false;
  });
}

const countIn = (left: ReadonlySet<string>, { covers }: Candidate): number => {
  let count = 0;
  for (const name of covers) if (left.has(name)) count += 1;
  return count;
};

/** What is searched: the patterns of each name, and how many steps are left. */
type Search = { candidates: readonly Candidate[]; ofName: ReadonlyMap<string, readonly Candidate[]>; steps: number };

function fewerThan(few: Candidate[], names: readonly string[], all: readonly Candidate[]): Candidate[] {
  const candidates = undominated(all);
  const ofName = new Map(names.map((name) => [name, candidates.filter(({ covers }) => covers.includes(name))]));
  const search: Search = { candidates, ofName, steps: MOST_STEPS };
  const left = new Set(names);
  let best = few;
  for (;;) {
    const fewer = find(search, left, best.length - 1);
    if (fewer === undefined) return best;
    best = fewer;
  }
}

/** The candidates without those that cover nothing more than one before them. */
function undominated(candidates: readonly Candidate[]): Candidate[] {
  const kept: Candidate[] = [];
  for (const one of candidates)
    if (!kept.some(({ covers }) => one.covers.every((name) => covers.includes(name)))) kept.push(one);
  return kept;
}

/** So many patterns at most that cover what is left; undefined where there are none, or the steps are used up. */
function find(search: Search, left: ReadonlySet<string>, most: number): Candidate[] | undefined {
  if (left.size === 0) return [];
  search.steps -= 1;
  if (most <= 0 || search.steps < 0) return undefined;
  const widest = Math.max(...search.candidates.map((one) => countIn(left, one)));
  if (widest * most < left.size) return undefined;
  for (const one of fewestChoices(search, left)) {
    const rest = find(search, left.difference(new Set(one.covers)), most - 1);
    if (rest !== undefined) return [one, ...rest];
  }
  return undefined;
}

/** The patterns of the name that has fewest. */
function fewestChoices({ ofName }: Search, left: ReadonlySet<string>): readonly Candidate[] {
  let choices: readonly Candidate[] | undefined;
  for (const name of left) {
    const own = ofName.get(name) ?? [];
    if (choices === undefined || own.length < choices.length) choices = own;
  }
  return choices ?? [];
}
