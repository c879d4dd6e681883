/**
 * Remembers the answers of a pure function of one text; the texts kept weigh at most limit, the oldest goes first. Each
 * weighs one, so that limit is their number, or what weigh says.
 */
export function memoise<Answer>(
  limit: number,
  answer: (text: string) => Answer,
  weigh: (text: string) => number = () => 1,
): (text: string) => Answer {
  const answers = new Map<string, { value: Answer; weight: number }>();
  let kept = 0;
  return (text) => {
    const known = answers.get(text);
    if (known !== undefined) return known.value;
    const value = answer(text);
    const weight = weigh(text);
    if (weight > limit) return value;
    kept += weight;
    for (const [oldest, { weight: freed }] of answers) {
      if (kept <= limit) break;
      answers.delete(oldest);
      kept -= freed;
    }
    answers.set(text, { value, weight });
    return value;
  };
}
