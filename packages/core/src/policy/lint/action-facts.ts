import type { Catalogue } from "../catalogue/catalogue.ts";
import type { Action } from "../catalogue/service.ts";
import { memoise } from "../memoise.ts";
import { type Matcher, wildcard } from "../wildcard.ts";

/** What can be said of one text of Action or NotAction by itself. */
export type ActionFacts = {
  lower: string;
  /** The literal name of the service in lower case; "" where the text may fit actions of every service. */
  service: string;
  /** Undefined where the text has no wildcard. */
  matches: Matcher | undefined;
  /** Whether it is written as AWS demands: service:Name, or "*" alone. */
  isWellFormed: boolean;
  hasWildcardService: boolean;
  /** The known actions that it covers. */
  matching: readonly Action[];
};

const TEXTS_KEPT = 20_000;
const byCatalogue = new WeakMap<Catalogue, (text: string) => ActionFacts>();

/** Answers how texts are judged by a catalogue; the same actions stand in many policies, so what is said of a text is remembered. */
export function actionFacts(catalogue: Catalogue): (text: string) => ActionFacts {
  let facts = byCatalogue.get(catalogue);
  if (facts === undefined)
    byCatalogue.set(catalogue, (facts = memoise(TEXTS_KEPT, (text) => factsOf(text, catalogue))));
  return facts;
}

function factsOf(text: string, catalogue: Catalogue): ActionFacts {
  const lower = text.toLowerCase();
  const head = lower.slice(0, Math.max(0, lower.indexOf(":")));
  return {
    lower,
    service: /[*?]/.test(head) ? "" : head,
    matches: /[*?]/.test(lower) ? wildcard(lower) : undefined,
    isWellFormed: /^(\*|[A-Za-z0-9*?-]+:[A-Za-z0-9*?]+)$/.test(text),
    hasWildcardService: /^[^:]*[*?][^:]*:/.test(text),
    matching: catalogue.matching(text),
  };
}
