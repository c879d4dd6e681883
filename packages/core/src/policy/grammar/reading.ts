import { type JsonNode, KIND_NAMES, type Member, type Span, type StringNode } from "../json/node.ts";
import type { Edit, Problem, ProblemId } from "./tree.ts";

/** The problems that were found while a policy is read. */
export type Reading = { problems: Problem[] };

type Mistake = { id: ProblemId; message: string; edits?: readonly Edit[] };

/** Only so many mistakes of one text are told: nobody reads more, and a hostile text has ten thousand. */
const MISTAKES_TOLD = 1_000;

/** Notes a mistake at the place of a value, unless more are known than anybody reads. */
export function tell(reading: Reading, { start, end }: Span, mistake: Mistake): void {
  if (reading.problems.length < MISTAKES_TOLD) reading.problems.push({ start, end, ...mistake });
}

/** Notes that a value is of the wrong kind. */
export function wrongType(reading: Reading, node: JsonNode, expected: string): undefined {
  tell(reading, node, { id: "wrong-type", message: `${expected} is expected here, not ${KIND_NAMES[node.kind]}.` });
  return undefined;
}

/** Reads a text or a list of texts, and notes everything else. */
export function readTexts(reading: Reading, node: JsonNode): readonly StringNode[] {
  if (node.kind === "string") return [node];
  if (node.kind !== "list") {
    wrongType(reading, node, "A text or a list of texts");
    return [];
  }
  if (node.items.every((item) => item.kind === "string")) return node.items;
  return node.items.flatMap((item) => {
    if (item.kind === "string") return [item];
    wrongType(reading, item, "A text");
    return [];
  });
}

/** Answers the name that was meant, where it differs in case or ending only. */
export function meant<Name extends string>(written: string, names: readonly Name[]): Name | undefined {
  const plain = (name: string): string => name.toLowerCase().replace(/s$/, "");
  return names.find((name) => plain(name) === plain(written));
}

/** Answers whether an object has a member of a name; the names are gathered once, and only if somebody asks. */
export function nameFinder(members: readonly Member[]): (name: string) => boolean {
  let names: ReadonlySet<string> | undefined;
  return (name) => (names ??= new Set(members.map(({ key }) => key.value))).has(name);
}

/**
 * The edits that give an element the name that was meant; none where nothing is known to be meant, or where an element
 * beside it has that name or excludes it.
 */
export function renamed(
  key: StringNode,
  wanted: string | undefined,
  isBeside: (name: string) => boolean,
): Pick<Problem, "edits"> {
  if (wanted === undefined) return {};
  const opposite = wanted.startsWith("Not") ? wanted.slice(3) : `Not${wanted}`;
  return isBeside(wanted) || isBeside(opposite) ? {} : { edits: [rewrite(key, wanted)] };
}

/** An edit that writes another text in the place of one. */
export function rewrite({ start, end }: Span, value: string): Edit {
  return { start, end, text: JSON.stringify(value) };
}
