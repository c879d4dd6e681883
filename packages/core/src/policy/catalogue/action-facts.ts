import { textHash } from "../text-hash.ts";
import { type Matcher, wildcard } from "../wildcard.ts";
import { actionsMatching, type Services } from "./match-actions.ts";
import { type NotableAction, notableIn } from "./notable-actions.ts";
import type { Action, ResourceType } from "./service.ts";

/** What can be said of one text of Action or NotAction by itself. */
export type ActionFacts = {
  /** In lower case, as AWS compares actions. */
  text: string;
  /** The literal name of the service in lower case; "" where the text may fit actions of every service. */
  service: string;
  /** Undefined where the text has no wildcard. */
  matches: Matcher | undefined;
  /** Whether it is badly written, covers no known action, or names services by a wildcard. */
  isOdd: boolean;
  /** Whether it is written as AWS demands: service:Name, or "*" alone. */
  isWellFormed: boolean;
  hasWildcardService: boolean;
  /** The known actions that it covers, by their index. */
  matching: readonly Action[];
  /** The known action that it names by itself, without a wildcard. */
  exact: Action | undefined;
  /** The types of resources of that one. */
  types: readonly ResourceType[];
  /** Whether of the actions that it covers nearly all know no resource, so that they are allowed on "*" only. */
  needsStar: boolean;
  /** The actions of consequence that it covers. */
  notable: readonly NotableAction[];
  /** Of different numbers are different texts, and different services. */
  textHash: number;
  serviceHash: number;
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
  return {
    text,
    service,
    matches,
    isOdd: matching.length === 0 || !isWellFormed || hasWildcardService,
    isWellFormed,
    hasWildcardService,
    matching,
    exact,
    types: exact?.types ?? NO_TYPES,
    needsStar: matching.length > 0 && withoutResource(matching) >= NEARLY_ALL * matching.length,
    notable: notableIn(service, matches ?? ((lower) => lower === text)),
    textHash: textHash(text),
    serviceHash: textHash(service),
  };
}

/** Counts the actions that know no resource. */
export function withoutResource(actions: readonly Action[]): number {
  let count = 0;
  for (const { resources } of actions) if (resources.length === 0) count += 1;
  return count;
}
