import { beginningOf } from "../beginning.ts";
import { textHash } from "../text-hash.ts";
import { type Matcher, wildcard } from "../wildcard.ts";
import { actionsMatching, type Services } from "./match-actions.ts";
import { type NotableAction, notableIn } from "./notable-actions.ts";
import type { Action, ResourceType } from "./service.ts";

/** What can be said of one text of Action or NotAction by itself; what is asked of each comes first, and so lies together. */
export type ActionFacts = {
  /** Of different numbers are different texts, and different services; that of the service is 0 where it may be any. */
  textHash: number;
  serviceHash: number;
  /** Undefined where the text has no wildcard. */
  matches: Matcher | undefined;
  /** Whether it is badly written, covers no known action, or names services by a wildcard. */
  isOdd: boolean;
  /** Whether of the actions that it covers nearly all know no resource, so that they are allowed on "*" only. */
  needsStar: boolean;
  /** The actions of consequence that it covers. */
  notable: readonly NotableAction[];
  /** The types of resources of the action that it names by itself. */
  types: readonly ResourceType[];
  /** How the text goes on after the service. */
  beginning: number;
  mask: number;
  /** In lower case, as AWS compares actions. */
  text: string;
  /** Whether it is written as AWS demands: service:Name, or "*" alone. */
  isWellFormed: boolean;
  hasWildcardService: boolean;
  /** The known actions that it covers, by their index. */
  matching: readonly Action[];
  /** The known action that it names by itself, without a wildcard. */
  exact: Action | undefined;
};

const NO_TYPES: readonly ResourceType[] = [];
const NEARLY_ALL = 0.9;

/** Judges a text of Action or NotAction by the actions of a catalogue. */
export function actionFacts(services: Services, written: string): ActionFacts {
  const text = written.toLowerCase();
  const head = text.slice(0, Math.max(0, text.indexOf(":")));
  const service = /[*?]/.test(head) ? "" : head;
  const matches = /[*?]/.test(text) ? wildcard(text) : undefined;
  const isWellFormed = /^(\*|[a-z0-9*?-]+:[a-z0-9*?]+)$/.test(text);
  const hasWildcardService = /^[^:]*[*?][^:]*:/.test(text);
  const matching = actionsMatching(services, text);
  const exact = matches === undefined ? matching[0] : undefined;
  const { beginning, mask } = beginningOf(text, service === "" ? text.length : head.length + 1);
  return {
    textHash: textHash(text),
    serviceHash: textHash(service),
    matches,
    isOdd: matching.length === 0 || !isWellFormed || hasWildcardService,
    needsStar: matching.length > 0 && withoutResource(matching) >= NEARLY_ALL * matching.length,
    notable: notableIn(service, matches ?? ((lower) => lower === text)),
    types: exact?.types ?? NO_TYPES,
    beginning,
    mask,
    text,
    isWellFormed,
    hasWildcardService,
    matching,
    exact,
  };
}

/** Counts the actions that know no resource. */
export function withoutResource(actions: readonly Action[]): number {
  let count = 0;
  for (const { resources } of actions) if (resources.length === 0) count += 1;
  return count;
}
