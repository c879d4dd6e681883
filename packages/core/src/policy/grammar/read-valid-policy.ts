import { Failure } from "../../failure.ts";
import { pathAt, positionsIn } from "../json/position.ts";
import { readPolicy } from "./read-policy.ts";
import type { PolicyTree, Problem } from "./tree.ts";

/** Nobody mends more faults than so many before trying again. */
const FAULTS_TOLD = 50;

/** Reads a policy that AWS would take; any other is a Failure "invalid" that names its faults with their places. */
export function readValidPolicy(text: string): PolicyTree {
  const { tree, problems } = readPolicy(text);
  if (problems.length > 0) throw new Failure("invalid", describe(tree, problems));
  return tree;
}

/** Each fault with its place, on one line: "1:12 Statement[0].Effect: …". */
function describe({ text, root }: PolicyTree, problems: readonly Problem[]): string {
  const isJson = problems.every(({ id }) => !id.startsWith("json-"));
  const positionOf = positionsIn(text);
  const faults = problems.slice(0, FAULTS_TOLD).map((problem) => {
    const { line, column } = positionOf(problem.start);
    const path = isJson ? pathAt(root, problem) : "";
    return `${line}:${column}${path === "" ? "" : ` ${path}`}: ${problem.message}`;
  });
  const more = problems.length > FAULTS_TOLD ? `; and ${problems.length - FAULTS_TOLD} more` : "";
  return `${isJson ? "This policy cannot be read" : "This policy is not JSON"}: ${faults.join("; ")}${more}`;
}
