import type { ResourceType } from "../catalogue/service.ts";
import { beginningOf } from "../beginning.ts";
import { completedArn } from "../resource-patterns.ts";
import { memoise } from "../memoise.ts";
import { textHash } from "../text-hash.ts";
import type { Matcher } from "../wildcard.ts";
import { typeTest } from "../patterns/arn-overlap.ts";
import { resourceCover } from "../patterns/covers.ts";
import { RESOURCE_CHECKS, segmentsOf } from "./resource-checks.ts";

/** What can be said of one text of Resource or NotResource by itself. */
export type ResourceFacts = {
  /** Of different numbers are different texts. */
  textHash: number;
  /** Of different numbers are ARNs of different services; 0 where the service may be any. */
  serviceHash: number;
  /** Undefined where the text has no wildcard. */
  matches: Matcher | undefined;
  /** Whether it is "*". */
  isStar: boolean;
  /** Whether one of the checks of texts finds something. */
  isOdd: boolean;
  /** The service of whose resources it covers all, in an account and region at least; "*" where it covers all services'. */
  opens: string | undefined;
  /** The type of whose resources it covers all, in an account and region at least, e.g. "iam:role/". */
  opensType: string | undefined;
  beginning: number;
  mask: number;
  text: string;
  /** The parts between colons; none where it does not begin as an ARN. */
  segments: readonly string[];
  /** Whether it can be an ARN of one of some resource types. */
  fits(types: readonly ResourceType[]): boolean;
};

/** Characters of remembered texts, all together: some four thousand texts. */
const CHARACTERS_KEPT = 1_000_000;
/** What a text weighs besides, in characters: most of it are the answers about types. */
const TEXT_WEIGHT = 200;
const TYPES_KEPT = 64;

/** Beside a resource stand actions of the same few types, in whatever policy: what was said of the last types is remembered. */
function remembering(test: (type: ResourceType) => boolean): ResourceFacts["fits"] {
  const answers = new Map<readonly ResourceType[], boolean>();
  return (types) => {
    let answer = answers.get(types);
    if (answer !== undefined) return answer;
    if (answers.size === TYPES_KEPT) answers.clear();
    answers.set(types, (answer = types.some(test)));
    return answer;
  };
}

/**
 * A pattern whose last "*" leaves everything open behind the partition, the service, the region or the account; as the
 * last character of a segment it reaches over colons. Its service is in one of the groups, where it names one.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 */
const OPEN_ARN = /^(?:\*+|arn(?::[^:]*)?\*|arn:[^:]*:(?:([^:]*\*)|([^:]+)(?::[^:]*){0,2}:\*))$/;

function openedBy(text: string): string | undefined {
  const [found, pattern, service] = OPEN_ARN.exec(completedArn(text)) ?? [];
  return found === undefined ? undefined : (pattern ?? service ?? "*");
}

const OF_TYPE = /^arn:[^:]*:([^:*?$]+):[^:]*:[^:]*:([\w-]+[/:])\*+$/;

/** Answers the type of which a pattern, or the ARN of a type with "*" for its variables, leaves every name open. */
export function typeOpenedBy(text: string): string | undefined {
  const [, service, name] = OF_TYPE.exec(text) ?? [];
  return service === undefined ? undefined : `${service}:${name}`;
}

/** Judges a text of Resource or NotResource; the same resources stand in many policies, so what is said of a text is remembered. */
export const resourceFacts = memoise(
  CHARACTERS_KEPT,
  (text): ResourceFacts => {
    const segments = segmentsOf(text);
    const head = segments.slice(0, 3).join(":");
    const serviceHash = /[*?]/.test(head) ? 0 : textHash(head);
    const { beginning, mask } = beginningOf(text, serviceHash === 0 ? text.length : head.length);
    return {
      textHash: textHash(text),
      serviceHash,
      matches: /[*?]/.test(text) ? resourceCover(text) : undefined,
      isStar: text === "*",
      isOdd: RESOURCE_CHECKS.some(({ look }) => look(text, segments) !== undefined),
      opens: openedBy(text),
      opensType: typeOpenedBy(text),
      beginning,
      mask,
      text,
      segments,
      fits: remembering(typeTest(text)),
    };
  },
  ({ length }) => TEXT_WEIGHT + length,
);
