import { ownText } from "./own-text.ts";

/**
 * Remembers the answers of a pure function of one text; those kept weigh at most limit, the oldest goes first. Each
 * weighs one, so that limit is their number, or what weigh says. The function is given a text of its own, so that none
 * keeps what it was cut out of in memory.
 */
export function memoise<Answer>(
  limit: number,
  answer: (text: string) => Answer,
  weigh: (text: string, answer: Answer) => number = () => 1,
): (text: string) => Answer {
  const answers = new Map<string, Answer>();
  // One iteration for good: one that begins anew passes all that were deleted before, which takes longer each time.
  const oldestFirst = answers.entries();
  let kept = 0;
  return (text) => {
    const known = answers.get(text);
    if (known !== undefined || answers.has(text)) return known as Answer;
    const own = ownText(text);
    const value = answer(own);
    const weight = weigh(own, value);
    if (weight > limit) return value;
    kept += weight;
    while (kept > limit) {
      const { value: oldest } = oldestFirst.next();
      if (oldest === undefined) break;
      answers.delete(oldest[0]);
      kept -= weigh(...oldest);
    }
    answers.set(own, value);
    return value;
  };
}
