import { covers as patternCovers, resourceCover } from "../../patterns/covers.ts";
import { patternsMeet } from "../../patterns/arn-overlap.ts";
import type { Matcher } from "../../wildcard.ts";
import { widened } from "../../variable-pieces.ts";
import type { Budget } from "./budget.ts";

/** A text of Resource, read once. */
export type Pattern = {
  kind: "pattern";
  /** As the statement writes it. */
  text: string;
  /** Matches whatever the text matches, its variables having any value. */
  open: string;
  /** What all that it matches begins with. */
  head: string;
  /** Undefined where it has no wildcard. */
  matches: Matcher | undefined;
  hasVariable: boolean;
};

/** All that a NotResource leaves over. */
type Rest = { kind: "rest"; text: string; out: readonly Pattern[] };

/** What a statement is about: one pattern, or all but some. */
export type Resource = Pattern | Rest;

/** Reads a text of Resource. */
export function patternOf(text: string, { spend }: Budget): Pattern {
  const variables = text.split("${").length - 1;
  spend(text.length * (1 + variables));
  const open = widened(text).replaceAll(/\*+/g, "*");
  const wild = open.search(/[*?]/);
  return {
    kind: "pattern",
    text,
    open,
    head: wild < 0 ? open : open.slice(0, wild),
    matches: wild < 0 ? undefined : resourceCover(open),
    hasVariable: variables > 0,
  };
}

/** NotResource is kept as one text for all that it leaves out. */
export function restOf(out: readonly Pattern[]): Resource {
  return { kind: "rest", text: `not ${out.map(({ text }) => text).join(", ")}`, out };
}

/** Whether a resource could be of both. */
export function meets(one: Resource, other: Resource, budget: Budget): boolean {
  if (one.kind === "rest") return other.kind === "rest" || !one.out.some((out) => covers(out, other, budget));
  if (other.kind === "rest") return meets(other, one, budget);
  budget.spend(20);
  if (one.open === "*" || other.open === "*") return true;
  if (!one.head.startsWith(other.head) && !other.head.startsWith(one.head)) return false;
  if (one.matches === undefined && other.matches === undefined) return one.open === other.open;
  budget.spend(80 + 2 * one.open.length * other.open.length);
  if (other.matches === undefined) return one.matches?.(other.open) === true;
  return one.matches === undefined ? other.matches(one.open) : patternsMeet(one.open, other.open);
}

/** Whether a wide one surely has every resource of a narrow one, for the same principal. */
export function covers(wide: Resource, narrow: Resource, budget: Budget): boolean {
  budget.spend(20);
  if (wide.text === narrow.text) return true;
  // A variable without a value makes NotResource cover nothing.
  if (wide.kind === "rest" && wide.out.some(({ hasVariable }) => hasVariable)) return false;
  if (wide.kind === "rest") {
    if (narrow.kind === "pattern") return !wide.out.some((out) => meets(out, narrow, budget));
    return wide.out.every((out) => narrow.out.some((other) => covers(other, out, budget)));
  }
  if (wide.hasVariable) return false;
  if (wide.open === "*") return true;
  if (narrow.kind === "rest" || wide.matches === undefined || !narrow.open.startsWith(wide.head)) return false;
  budget.spend(80 + wide.open.length * narrow.open.length);
  return patternCovers(wide.open, narrow.open, wide.matches);
}

/** Answers the resources of both where one of them covers the other, and undefined where they cannot be written so. */
export function narrower(one: Resource, other: Resource, budget: Budget): Resource | undefined {
  if (covers(one, other, budget)) return other;
  return covers(other, one, budget) ? one : undefined;
}
