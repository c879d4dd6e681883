/** A pattern and the wanted names that it covers; it covers no unwanted name. */
export type Candidate = { pattern: string; covers: readonly string[] };

/** A word of an action's name: "Get", "Object", "ACL", "S3". */
const WORD = /[A-Z]+(?![a-z])|[A-Z][a-z]*|[a-z]+|[^A-Za-z]+/g;

/**
 * Answers patterns of whole words: every name itself, and its beginnings, ends, both and middles with "*" for the rest,
 * as far as no other name fits; those that cover most come first.
 */
export function candidatesOf(names: readonly string[], others: readonly string[]): Candidate[] {
  const patterns = new Map<string, Shape>();
  for (const name of names) for (const shape of shapesOf(name)) patterns.set(textOf(shape).toLowerCase(), shape);
  const wanted = byBeginning(names.map((name) => ({ name, lower: name.toLowerCase() })));
  const unwanted = byBeginning(others.map((lower) => ({ name: lower, lower })));
  return [...patterns.values()]
    .filter((shape) => unwanted(beginOf(shape)).every(fitsNot(shape)))
    .map((shape): Candidate => {
      const matches = fits(shape);
      const covers = wanted(beginOf(shape)).filter(({ lower }) => matches(lower));
      return { pattern: textOf(shape), covers: covers.map(({ name }) => name) };
    })
    .sort(
      (one, other) =>
        other.covers.length - one.covers.length ||
        other.pattern.length - one.pattern.length ||
        (one.pattern < other.pattern ? -1 : 1),
    );
}

/** begin*end, *middle*, or a whole name. */
type Shape = { whole: string } | { begin: string; end: string } | { middle: string };

type Named = { name: string; lower: string };

/** Finds names by their beginning, once for each: most shapes have one, and few names have the same. */
function byBeginning(names: readonly Named[]): (begin: string) => readonly Named[] {
  const known = new Map([["", names]]);
  return (begin) => {
    const found = known.get(begin) ?? names.filter(({ lower }) => lower.startsWith(begin));
    known.set(begin, found);
    return found;
  };
}

/** What every name that fits begins with, in lower case. */
function beginOf(shape: Shape): string {
  if ("middle" in shape) return "";
  return ("whole" in shape ? shape.whole : shape.begin).toLowerCase();
}

function fitsNot(shape: Shape): (named: Named) => boolean {
  const matches = fits(shape);
  return ({ lower }) => !matches(lower);
}

function textOf(shape: Shape): string {
  if ("whole" in shape) return shape.whole;
  return "middle" in shape ? `*${shape.middle}*` : `${shape.begin}*${shape.end}`;
}

/** Compares a lower-case name. */
function fits(shape: Shape): (lower: string) => boolean {
  if ("whole" in shape) {
    const whole = shape.whole.toLowerCase();
    return (lower) => lower === whole;
  }
  if ("middle" in shape) {
    const middle = shape.middle.toLowerCase();
    return (lower) => lower.includes(middle);
  }
  const [begin, end] = [shape.begin.toLowerCase(), shape.end.toLowerCase()];
  const least = begin.length + end.length;
  return (lower) => lower.length >= least && lower.startsWith(begin) && lower.endsWith(end);
}

function shapesOf(name: string): Shape[] {
  const words = name.match(WORD) ?? [name];
  const shapes: Shape[] = [{ whole: name }];
  for (let from = 0; from <= words.length; from += 1)
    for (let to = from; to <= words.length; to += 1) {
      const middle = words.slice(from, to).join("");
      if (from > 0 && to < words.length && middle !== "") shapes.push({ middle });
      const [begin, end] = [words.slice(0, from).join(""), words.slice(to).join("")];
      if (begin + end !== "" && to > from) shapes.push({ begin, end });
    }
  return shapes;
}
