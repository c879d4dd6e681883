/** Remembers the answers of a pure function of one text; keeps at most limit of them, the oldest goes first. */
export function memoise<Answer>(limit: number, answer: (text: string) => Answer): (text: string) => Answer {
  const answers = new Map<string, { value: Answer }>();
  return (text) => {
    const known = answers.get(text);
    if (known !== undefined) return known.value;
    const value = answer(text);
    const oldest = answers.size < limit ? undefined : answers.keys().next().value;
    if (oldest !== undefined) answers.delete(oldest);
    answers.set(text, { value });
    return value;
  };
}
