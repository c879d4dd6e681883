import { isCover } from "./covering.ts";
import { type ResourceFacts, resourceFacts } from "./resource-facts.ts";

/** The texts of a Resource or NotResource, and what they have together. */
export type NamedResources = {
  /** What is to be said of each text, in their order. */
  facts: readonly ResourceFacts[];
  /** Whether one of the checks of texts finds something in one of them. */
  isOdd: boolean;
  /** Whether one has a wildcard. */
  hasPatterns: boolean;
  /** Whether one is "*". */
  hasStar: boolean;
  /** Whether one covers all resources of a service or type, in an account and region at least. */
  isOpen: boolean;
};

/** Puts together what is known of texts of Resource or NotResource. */
export function nameResources(texts: readonly { value: string }[]): NamedResources {
  let [isOdd, hasPatterns, hasStar, isOpen] = [false, false, false, false];
  const facts = texts.map(({ value }) => {
    const one = resourceFacts(value);
    isOdd ||= one.isOdd;
    hasPatterns ||= one.matches !== undefined;
    hasStar ||= one.isStar;
    isOpen ||= one.opens !== undefined || one.opensType !== undefined;
    return one;
  });
  return { facts, isOdd, hasPatterns, hasStar, isOpen };
}

/** Whether all that some resources cover is covered by others. */
export function namesAllResources(wide: NamedResources, narrow: NamedResources): boolean {
  return narrow.facts.every((one) => wide.facts.some((wider) => wider.text === one.text || isCover(wider, one)));
}
