import { Failure } from "../../failure.ts";
import { pathAt, positionAt } from "../json/position.ts";
import { readPolicy } from "./read-policy.ts";
import type { PolicyTree, Problem } from "./tree.ts";

/** Reads a policy that AWS would take; any other is a Failure "invalid" that names every fault with its place. */
export function readValidPolicy(text: string): PolicyTree {
  const { tree, problems } = readPolicy(text);
  if (problems.length > 0) throw new Failure("invalid", describe(tree, problems));
  return tree;
}

/** Every fault with its place, on one line: "1:12 Statement[0].Effect: …". */
function describe({ text, root }: PolicyTree, problems: readonly Problem[]): string {
  const isJson = problems.every(({ id }) => !id.startsWith("json-"));
  const faults = problems.map((problem) => {
    const { line, column } = positionAt(text, problem.start);
    const path = isJson ? pathAt(root, problem) : "";
    return `${line}:${column}${path === "" ? "" : ` ${path}`}: ${problem.message}`;
  });
  return `${isJson ? "This policy cannot be read" : "This policy is not JSON"}: ${faults.join("; ")}`;
}
