import { Failure } from "../../failure.ts";
import { parsePolicy } from "../document.ts";
import { type ReadPolicy, readPolicy } from "../grammar/read-policy.ts";
import { positionAt } from "../json/position.ts";
import { valueOf } from "./value-of.ts";

/** What may be wrong with a text that JSON.parse takes. */
const BEYOND_JSON = ["json-duplicate-key", "json-too-deep"];

/** Answers what is wrong with how a text is read, or undefined: JSON.parse is the judge of what JSON is. */
export function checkReading(text: string): string | undefined {
  const read = readPolicy(text);
  return checkJson(text, read) ?? checkPlaces(text, read) ?? checkParsePolicy(text, read);
}

function checkJson(text: string, { tree, problems }: ReadPolicy): string | undefined {
  const parsed = parseJson(text);
  const faults = problems.filter(({ id }) => id.startsWith("json-"));
  if (parsed === undefined) return faults.length === 0 ? "taken for JSON, which it is not" : undefined;
  const strange = faults.find(({ id }) => !BEYOND_JSON.includes(id));
  if (strange !== undefined) return `refused though it is JSON: ${strange.message}`;
  if (faults.length > 0 || tree.root === undefined) return undefined;
  return JSON.stringify(valueOf(tree.root)) === JSON.stringify(parsed.value)
    ? undefined
    : "read otherwise than JSON.parse reads it";
}

function parseJson(text: string): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

function checkPlaces(text: string, { problems }: ReadPolicy): string | undefined {
  for (const { start, end, message } of problems) {
    const { line, column } = positionAt(text, start);
    const possible = start >= 0 && start <= end && start <= text.length && line >= 1 && column >= 1 && message !== "";
    if (!possible) return `told at an impossible place: ${start}–${end} of ${text.length}`;
  }
  return undefined;
}

function checkParsePolicy(text: string, { problems }: ReadPolicy): string | undefined {
  try {
    parsePolicy(text);
    return problems.length === 0 ? undefined : "compiled despite its problems";
  } catch (error) {
    if (!(error instanceof Failure) || error.code !== "invalid") return `threw ${String(error)}`;
    return problems.length > 0 ? undefined : "refused without a problem";
  }
}
