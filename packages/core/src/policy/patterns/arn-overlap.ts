import type { ResourceType } from "../catalogue/service.ts";
import { memoise } from "../memoise.ts";
import { replaceVariables, widened } from "../variable-pieces.ts";

/** Stands for any run of characters but "/", as in a bucket's name. */
const NO_SLASH = "\u0001";
/** Stands for any run of characters but ":", as in most names. */
const NO_COLON = "\u0002";
const ARN_SEGMENTS = 6;
/** The segments after "arn" by how soon they tell that two differ: the service, then the resource. */
const TELLING_FIRST = [2, 5, 1, 3, 4] as const;
const TEMPLATES_KEPT = 4_000;

const patterns = memoise(TEMPLATES_KEPT, (template) => sixParts(patternOf(template)));

const ofTypes = new WeakMap<ResourceType, readonly string[]>();

/** The segments of a type, which are asked for too often to look them up by text. */
function segmentsOfType(type: ResourceType): readonly string[] {
  let segments = ofTypes.get(type);
  if (segments === undefined) ofTypes.set(type, (segments = patterns(type.arn)));
  return segments;
}

/** Makes a test whether a resource as a policy writes it can be of a resource type. */
export function typeTest(resource: string): (type: ResourceType) => boolean {
  const fits = overlapTest(resource);
  return (type) => fits(segmentsOfType(type));
}

/** Makes a test whether a resource as a policy writes it can be an ARN of a resource type, given as AWS's template. */
export function resourceTest(resource: string): (template: string) => boolean {
  const fits = overlapTest(resource);
  return (template) => fits(patterns(template));
}

/**
 * Makes a test of the segments of a template: a wildcard stays within its segment, but a "*" that ends one may run past the
 * colons after it. A variable may have any value. A text that is no whole ARN, of which other rules tell, can be any.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 */
function overlapTest(resource: string): (wanted: readonly string[]) => boolean {
  if (resource === "*") return () => true;
  const open = widened(resource);
  const written = sixParts(open);
  const isWhole = written.length === ARN_SEGMENTS;
  if (!isWhole && !(written[0] === "arn" && /[*?]/.test(open))) return () => true;
  const runsOn = written.slice(0, ARN_SEGMENTS - 1).some((segment) => segment.endsWith("*"));
  return (wanted) =>
    wanted.length < ARN_SEGMENTS ||
    (isWhole && meetBySegments(written, wanted)) ||
    (runsOn && meetFrom(written, wanted, { piece: 0, segment: 0, runs: false }));
}

/** A bucket's name has no slash, which tells a bucket from its objects; other names may have one. */
function patternOf(template: string): string {
  return replaceVariables(template, (name) => (name === "BucketName" ? NO_SLASH : "*"));
}

/** The six parts of an ARN, of which the last may have colons; fewer where they are not there. */
function sixParts(text: string): string[] {
  const segments = text.split(":");
  if (segments.length <= ARN_SEGMENTS) return segments;
  return [...segments.slice(0, ARN_SEGMENTS - 1), segments.slice(ARN_SEGMENTS - 1).join(":")];
}

function meetBySegments(written: readonly string[], wanted: readonly string[]): boolean {
  for (const segment of TELLING_FIRST) if (!patternsMeet(written[segment] ?? "", wanted[segment] ?? "")) return false;
  return true;
}

/** runs tells that the "*" which ends the piece has taken a segment already, and takes more. */
type Place = { piece: number; segment: number; runs: boolean };

/** Whether pieces of what is written meet the segments that are wanted, from a place on; few ways are tried. */
function meetFrom(written: readonly string[], wanted: readonly string[], { piece, segment, runs }: Place): boolean {
  const pattern = runs ? "*" : (written[piece] ?? "");
  const last = wanted.length - 1;
  if (segment === last)
    return patternsMeet([pattern, ...written.slice(piece + 1)].join(":"), namesWithoutColon(wanted[last] ?? ""));
  if (!patternsMeet(pattern, wanted[segment] ?? "")) return false;
  const goesOn = pattern.endsWith("*");
  if (piece === written.length - 1) return goesOn;
  if (meetFrom(written, wanted, { piece: piece + 1, segment: segment + 1, runs: false })) return true;
  return goesOn && meetFrom(written, wanted, { piece, segment: segment + 1, runs: true });
}

/** Else "*:log-group:x" would be a stream of logs by the name of y:log-group:x. */
const namesWithoutColon = (segment: string): string => segment.replaceAll("*", NO_COLON);

/** Whether one text fits both patterns; the time is bounded by the product of their lengths. */
export function patternsMeet(one: string, other: string): boolean {
  if (one === other || one === "*" || other === "*") return true;
  const known = beginningsMeet(one, other);
  if (known !== undefined) return known;
  const width = other.length + 1;
  const reachable = new Uint8Array((one.length + 1) * width);
  reachable[0] = 1;
  for (let row = 0; row <= one.length; row += 1)
    for (let column = 0; column < width; column += 1) {
      if (reachable[row * width + column] !== 1) continue;
      const [left, right] = [one.charAt(row), other.charAt(column)];
      if (isRun(left)) reachable[(row + 1) * width + column] = 1;
      if (isRun(right)) reachable[row * width + column + 1] = 1;
      if (left === "" || right === "" || !charactersMeet(left, right)) continue;
      const down = isRun(left) ? row : row + 1;
      const across = isRun(right) ? column : column + 1;
      reachable[down * width + across] = 1;
    }
  return reachable[one.length * width + other.length] === 1;
}

/** Compares the characters before the first run, which mostly answers already; a "*" at the end meets whatever follows. */
function beginningsMeet(one: string, other: string): boolean | undefined {
  for (let at = 0; at < one.length && at < other.length; at += 1) {
    const [left, right] = [one.charAt(at), other.charAt(at)];
    if ((left === "*" && at === one.length - 1) || (right === "*" && at === other.length - 1)) return true;
    if (isRun(left) || isRun(right)) return undefined;
    if (left !== right && left !== "?" && right !== "?") return false;
  }
  return undefined;
}

const isRun = (character: string): boolean => character === "*" || character === NO_SLASH || character === NO_COLON;

function charactersMeet(left: string, right: string): boolean {
  if (left === right || left === "?" || right === "?") return true;
  if (left === "*" || right === "*") return true;
  return takes(left, right) || takes(right, left);
}

const takes = (run: string, character: string): boolean =>
  (run === NO_SLASH && character !== "/") || (run === NO_COLON && character !== ":");
