import type { JsonNode, Member, ObjectNode, StringNode } from "../json/node.ts";
import { readJson } from "../json/read-json.ts";
import { shown } from "../json/shown.ts";
import { readStatement } from "./read-statement.ts";
import { meant, nameFinder, type Reading, renamed, rewrite, tell, wrongType } from "./reading.ts";
import type { PolicyTree, Problem, StatementTree } from "./tree.ts";

/** A policy as far as it could be read, and everything for which AWS would refuse it. */
export type ReadPolicy = { tree: PolicyTree; problems: readonly Problem[] };

const ELEMENTS = ["Version", "Id", "Statement"] as const;
const VERSIONS = ["2012-10-17", "2008-10-17"];

/**
 * Reads a policy of any kind by AWS's grammar, tells all its mistakes in the order of their places, and never throws.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
export function readPolicy(text: string): ReadPolicy {
  const { root, isWide, problems } = readJson(text);
  const reading: Reading = { problems: [...problems] };
  const found = root === undefined ? {} : readRoot(reading, root);
  const tree: PolicyTree = {
    text,
    root,
    isWide,
    version: found.Version && readVersion(reading, found.Version.value),
    id: found.Id && readId(reading, found.Id.value),
    statements: found.Statement === undefined ? [] : readStatements(reading, found.Statement.value),
  };
  return { tree, problems: reading.problems.sort((one, other) => one.start - other.start) };
}

type Found = Partial<Record<(typeof ELEMENTS)[number], Member>>;

function readRoot(reading: Reading, root: JsonNode): Found {
  if (root.kind !== "object") {
    tell(reading, root, { id: "not-a-policy", message: 'A policy is an object: {"Version": …, "Statement": […]}.' });
    return {};
  }
  const found: Found = {};
  const isBeside = nameFinder(root.members);
  for (const member of root.members) {
    const element = ELEMENTS.find((name) => name === member.key.value);
    if (element === undefined) unknownElement(reading, member.key, isBeside);
    else found[element] ??= member;
  }
  if (found.Statement === undefined) missingStatement(reading, root);
  return found;
}

function unknownElement(reading: Reading, key: StringNode, isBeside: (name: string) => boolean): void {
  const wanted = meant(key.value, ELEMENTS);
  tell(reading, key, {
    id: "unknown-element",
    message: `A policy has no element ${shown(key.value)}.${wanted === undefined ? "" : ` Is ${wanted} meant?`}`,
    ...renamed(key, wanted, isBeside),
  });
}

function missingStatement(reading: Reading, { start }: ObjectNode): void {
  tell(
    reading,
    { start, end: start + 1 },
    { id: "missing-statement", message: "A policy needs the element Statement." },
  );
}

/** The two versions of the policy language. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_version.html */
function readVersion(reading: Reading, value: JsonNode): StringNode | undefined {
  if (value.kind !== "string") return wrongType(reading, value, "A text");
  if (!VERSIONS.includes(value.value))
    tell(reading, value, {
      id: "invalid-version",
      message: `A Version is "2012-10-17" (or the old "2008-10-17"), and not the date of your change.`,
      edits: [rewrite(value, "2012-10-17")],
    });
  return value;
}

function readId(reading: Reading, value: JsonNode): StringNode | undefined {
  return value.kind === "string" ? value : wrongType(reading, value, "A text");
}

function readStatements(reading: Reading, value: JsonNode): StatementTree[] {
  if (value.kind !== "list" && value.kind !== "object") {
    wrongType(reading, value, "A statement or a list of statements");
    return [];
  }
  const nodes = value.kind === "list" ? value.items : [value];
  return nodes.flatMap((node, index) => readStatement(reading, node, index) ?? []);
}
