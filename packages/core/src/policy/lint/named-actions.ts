import type { ActionFacts } from "../catalogue/action-facts.ts";
import type { NotableAction } from "../catalogue/notable-actions.ts";
import { isCover } from "./covering.ts";

/** The texts of an Action or NotAction, and what they have together. */
export type NamedActions = {
  /** What is to be said of each text, in their order. */
  facts: readonly ActionFacts[];
  /** Whether one of them is badly written, covers no known action, or names services by a wildcard. */
  isOdd: boolean;
  hasPatterns: boolean;
  /** Whether one names an action that knows no resource, or nearly only such actions. */
  needsStar: boolean;
  /** Whether one may fit actions of every service. */
  isOpen: boolean;
  /** The actions of consequence that they cover. */
  notable: ReadonlySet<NotableAction>;
  /** One bit of 32 for each service, and for each text. */
  serviceBits: number;
  textBits: number;
};

const NONE: ReadonlySet<NotableAction> = new Set();

/** Puts together what is known of texts of Action or NotAction. */
export function nameActions(facts: readonly ActionFacts[]): NamedActions {
  let [isOdd, hasPatterns, needsStar, isOpen, serviceBits, textBits] = [false, false, false, false, 0, 0];
  let notable: Set<NotableAction> | undefined;
  for (const one of facts) {
    isOdd ||= one.isOdd;
    hasPatterns ||= one.matches !== undefined;
    needsStar ||= one.needsStar;
    isOpen ||= one.serviceHash === 0;
    serviceBits |= 1 << one.serviceHash;
    textBits |= 1 << one.textHash;
    if (one.notable.length === 0) continue;
    notable ??= new Set();
    for (const action of one.notable) notable.add(action);
  }
  return { facts, isOdd, hasPatterns, needsStar, isOpen, notable: notable ?? NONE, serviceBits, textBits };
}

/** Whether all that some actions cover is covered by others; of most statements their bits tell already that it is not. */
export function namesAll(wide: NamedActions, narrow: NamedActions): boolean {
  if (!wide.isOpen && (narrow.serviceBits & ~wide.serviceBits) !== 0) return false;
  if (!wide.hasPatterns && (narrow.textBits & ~wide.textBits) !== 0) return false;
  for (const one of narrow.facts) if (!isNamed(one, wide.facts)) return false;
  return true;
}

function isNamed(one: ActionFacts, among: readonly ActionFacts[]): boolean {
  for (const wide of among)
    if ((wide.textHash === one.textHash && wide.text === one.text) || isCover(wide, one)) return true;
  return false;
}
