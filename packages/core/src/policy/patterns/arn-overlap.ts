import type { ResourceType } from "../catalogue/service.ts";
import { memoise } from "../memoise.ts";
import { replaceVariables, widened } from "../variable-pieces.ts";

/** Stands for any run of characters but "/", as in a bucket's name. */
const NO_SLASH = "\u0001";
const ARN_SEGMENTS = 6;
/** The segments after "arn" by how soon they tell that two differ: the service, then the resource. */
const TELLING_FIRST = [2, 5, 1, 3, 4] as const;
const TEMPLATES_KEPT = 4_000;

const patterns = memoise(TEMPLATES_KEPT, (template) => segmentsOf(patternOf(template)));

const ofTypes = new WeakMap<ResourceType, readonly string[]>();

/** The segments of a type, which are asked for too often to look them up by text. */
function segmentsOfType(type: ResourceType): readonly string[] {
  let segments = ofTypes.get(type);
  if (segments === undefined) ofTypes.set(type, (segments = patterns(type.arn)));
  return segments;
}

/** Makes a test whether a resource as a policy writes it can be of a resource type. */
export function typeTest(resource: string): (type: ResourceType) => boolean {
  if (resource === "*") return () => true;
  const written = writtenSegments(resource);
  return (type) => overlap(written, segmentsOfType(type));
}

/**
 * Makes a test whether a resource as a policy writes it can be an ARN of a resource type, given as AWS's template; a
 * pattern that leaves out segments, whose wildcards reach over colons, can be any.
 */
export function resourceTest(resource: string): (template: string) => boolean {
  if (resource === "*") return () => true;
  const written = writtenSegments(resource);
  return (template) => overlap(written, patterns(template));
}

/** A variable may have any value. */
function writtenSegments(resource: string): string[] {
  return segmentsOf(widened(resource));
}

/** A bucket's name has no slash, which tells a bucket from its objects; other names may have one. */
function patternOf(template: string): string {
  return replaceVariables(template, (name) => (name === "BucketName" ? NO_SLASH : "*"));
}

/** The six parts of an ARN, of which the last may have colons; fewer where they are not there. */
function segmentsOf(text: string): string[] {
  const segments = text.split(":");
  if (segments.length <= ARN_SEGMENTS) return segments;
  return [...segments.slice(0, ARN_SEGMENTS - 1), segments.slice(ARN_SEGMENTS - 1).join(":")];
}

function overlap(written: readonly string[], wanted: readonly string[]): boolean {
  if (written.length < ARN_SEGMENTS || wanted.length < ARN_SEGMENTS) return true;
  for (const segment of TELLING_FIRST) if (!patternsMeet(written[segment] ?? "", wanted[segment] ?? "")) return false;
  return true;
}

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

/** Compares the characters before the first wildcard, which mostly answers already; a "*" at the end meets whatever follows. */
function beginningsMeet(one: string, other: string): boolean | undefined {
  for (let at = 0; at < one.length && at < other.length; at += 1) {
    const [left, right] = [one.charAt(at), other.charAt(at)];
    if ((left === "*" && at === one.length - 1) || (right === "*" && at === other.length - 1)) return true;
    if (isRun(left) || isRun(right) || left === "?" || right === "?") return undefined;
    if (left !== right) return false;
  }
  return undefined;
}

const isRun = (character: string): boolean => character === "*" || character === NO_SLASH;

function charactersMeet(left: string, right: string): boolean {
  if (left === right || left === "?" || right === "?") return true;
  if (left === "*" || right === "*") return true;
  if (left === NO_SLASH) return right !== "/";
  return right === NO_SLASH && left !== "/";
}
