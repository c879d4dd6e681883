import type { Catalogue } from "../catalogue/catalogue.ts";
import { shrinkActions } from "../catalogue/shrink.ts";

/** A statement to be: every action on every resource, under one condition. */
export type Block = { condition: string; actions: readonly string[]; resources: readonly string[] };

/** The same actions in fewer patterns, which cover no other action of the catalogue. */
export type Shrink = (actions: readonly string[]) => string[];

/** Makes a shrink that remembers its answers for each service: widening changes the actions of one, and asks for all again. */
export function createShrink(catalogue: Catalogue): Shrink {
  const known = new Map<string, string[]>();
  const ofService = (actions: readonly string[]): string[] => {
    const key = actions.join(" ");
    const answer = known.get(key) ?? shrinkActions(catalogue, actions);
    known.set(key, answer);
    return answer;
  };
  return (actions) => {
    const byService = Map.groupBy(actions, (action) => action.split(":", 1)[0]);
    return [...byService.values()].flatMap(ofService).sort();
  };
}

/** Writes a policy without blanks, which STS counts, and in the characters that it takes. https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html */
export function writePolicy(blocks: readonly Block[]): string {
  const text = JSON.stringify({ Version: "2012-10-17", Statement: blocks.map(statementOf) });
  return text.replaceAll(/[^\u0020-\u00ff]/g, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

function statementOf({ condition, actions, resources }: Block): Record<string, unknown> {
  return {
    Effect: "Allow",
    Action: oneOrList(actions),
    Resource: oneOrList(resources),
    ...(condition === "" ? {} : { Condition: JSON.parse(condition) as unknown }),
  };
}

function oneOrList(values: readonly string[]): string | readonly string[] {
  const [only] = values;
  return values.length === 1 && only !== undefined ? only : values;
}

/** The characters that a block takes in a policy, nearly. */
export function lengthOf(block: Block): number {
  return JSON.stringify(statementOf(block)).length + 1;
}
