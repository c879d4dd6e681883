import { covers, meets, type Resource } from "./resource.ts";
import type { Budget } from "./budget.ts";

/**
 * What stands between an Allow and its use: "if" a condition of it holds; "unless" a Deny does, whose conditions are the
 * text; "within" what a layer allows.
 */
export type Limit = {
  kind: "if" | "unless" | "within";
  text: string;
  /** Where it holds; undefined where that is all that is allowed. */
  on: Resource | undefined;
};

/** The text of a Deny without conditions. */
export const ALWAYS = "";

/** Writes a limit so that equal ones are equal texts. */
export const limitText = ({ kind, text, on }: Limit): string => `${kind} ${text} ${on?.text ?? ""}`;

/** Whether a limit is felt on some of a resource at all. */
export function isFelt({ kind, on }: Limit, resource: Resource, budget: Budget): boolean {
  if (on === undefined) return true;
  return kind === "within" ? !covers(on, resource, budget) : meets(on, resource, budget);
}

/** Whether a limit leaves nothing of a resource. */
export const leavesNothing = ({ kind, text, on }: Limit, resource: Resource, budget: Budget): boolean =>
  kind === "unless" && text === ALWAYS && (on === undefined || covers(on, resource, budget));

/** Whether whoever is bound by some limits on a resource is bound by another one as well. */
export function isAmong(limit: Limit, limits: readonly Limit[]): boolean {
  return limits.some(
    ({ kind, text, on }) =>
      kind === limit.kind && text === limit.text && (on?.text === limit.on?.text || (kind === "unless" && !on)),
  );
}
