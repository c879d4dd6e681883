import type { Random } from "./random.ts";

const TOKENS = [
  ...Array.from("{}[]:,\"\\'*?$\u0000\u001f\n\r\t\ufeff\ud800é "),
  "null",
  "true",
  "-0",
  "1e999",
  "{}",
  "[]",
  '"Action"',
  '"Statement"',
  '"Principal":',
  '"Condition":{',
  "${",
  "${aws:username,'x'}",
  "\\u00",
  "\\ud83d",
  "//",
  "[".repeat(80),
  '{"a":'.repeat(80),
  "__proto__",
  "constructor",
  "999999999999",
  "arn:",
  "::::",
];

/** Whole texts by which a look-up in an object finds what nobody put there, or which cover more than they name. */
const HOSTILE = ["constructor", "__proto__", "toString", "constructor:*", "__proto__:x", "arn:aws:a*", "*", ""];

type Mutation = (text: string, random: Random) => string;

const cut = (text: string, random: Random): [start: number, end: number] => {
  const start = random.below(text.length + 1);
  return [start, Math.min(text.length, start + random.below(24))];
};

const MUTATIONS: readonly Mutation[] = [
  function removes(text, random) {
    const [start, end] = cut(text, random);
    return text.slice(0, start) + text.slice(end);
  },
  function inserts(text, random) {
    const [at] = cut(text, random);
    return text.slice(0, at) + random.pick(TOKENS) + text.slice(at);
  },
  function replaces(text, random) {
    const [start, end] = cut(text, random);
    return text.slice(0, start) + random.pick(TOKENS) + text.slice(end);
  },
  function repeats(text, random) {
    const [start, end] = cut(text, random);
    return text.slice(0, end) + text.slice(start);
  },
  function truncates(text, random) {
    return text.slice(0, random.below(text.length + 1));
  },
  function swapsValues(text, random) {
    const values = [...text.matchAll(/"[^"]*"/g)];
    if (values.length < 2) return text;
    const [from] = random.pick(values);
    const to = random.pick(values);
    return text.slice(0, to.index) + from + text.slice(to.index + to[0].length);
  },
  function swapsForHostile(text, random) {
    const values = [...text.matchAll(/"[^"]*"/g)];
    if (values.length === 0) return text;
    const to = random.pick(values);
    return `${text.slice(0, to.index)}"${random.pick(HOSTILE)}"${text.slice(to.index + to[0].length)}`;
  },
];

/** Changes a text in one to four places, by chance. */
export function mutate(text: string, random: Random): string {
  let mutated = text;
  for (let left = 1 + random.below(4); left > 0; left -= 1) mutated = random.pick(MUTATIONS)(mutated, random);
  return mutated;
}
