import { parseArn } from "../../arn.ts";
import { tableOf } from "../../table-of.ts";
import type { Difference } from "./difference.ts";

const NOUNS: ReadonlyMap<string, string> = tableOf({
  s3: "bucket",
  sqs: "queue",
  sns: "topic",
  lambda: "function",
  dynamodb: "table",
  kms: "key",
  secretsmanager: "secret",
});

/** Says what one principal can and another cannot, as a sentence. */
export function sayDifference(access: Difference, who: string, than: string): string {
  if (!access.otherHas) return `Only ${who} can do ${sayAccess(access)}.`;
  const words = actionsAndReach(access);
  return access.conditional
    ? `${who} can do ${words} under other conditions than ${than}.`
    : `${who} can do ${words} without conditions, ${than} only under conditions.`;
}

/** Says actions and how far they reach, e.g. "s3:PutObject on one bucket". */
export function sayAccess(access: Difference): string {
  const words = actionsAndReach(access);
  if (access.otherHas) return `${words} ${access.conditional ? "under other conditions" : "without conditions"}`;
  return `${words}${access.conditional ? " under conditions" : ""}`;
}

function actionsAndReach({ actions, breadth, service, level }: Difference): string {
  const [first = ""] = actions;
  const named =
    actions.length <= 3
      ? inWords(actions)
      : `${actions.length} ${level.toLowerCase()} actions of ${service}, such as ${first}`;
  return `${named} on ${breadth}`;
}

const EVERY = /^arn:[^:]*:[^:]*:[^:]*:[^:]*:\*$/;

/** Says how many resources patterns reach, e.g. "one bucket", "every resource" or "the queues of 2 patterns". */
export function breadthOf(resources: readonly string[]): string {
  if (resources.some((resource) => /^(\*|arn:[^:]*:\*:.*)$/.test(resource))) return "every resource";
  if (resources.some((resource) => resource.startsWith("not "))) return "every resource but some";
  const things = [...new Set(resources.map((resource) => thingOf(resource)))];
  const services = new Set(things.map((thing) => parseArn(thing)?.service ?? ""));
  const [service = ""] = services;
  const noun = services.size === 1 ? (NOUNS.get(service) ?? "resource") : "resource";
  if (things.some((thing) => EVERY.test(thing)))
    return NOUNS.has(service) ? `every ${noun}` : `every resource of ${service}`;
  const isOpen = things.some((thing) => /[*?]|\$\{/.test(thing));
  if (things.length === 1) return isOpen ? `every ${noun} like ${things[0] ?? ""}` : `one ${noun}`;
  return isOpen ? `${noun}s of ${things.length} patterns` : `${things.length} ${noun}s`;
}

/** A bucket stands for its objects. */
function thingOf(resource: string): string {
  return parseArn(resource)?.service === "s3" ? resource.replace(/\/.*$/s, "") : resource;
}

function inWords(names: readonly string[]): string {
  const last = names.at(-1) ?? "";
  return names.length < 2 ? last : `${names.slice(0, -1).join(", ")} and ${last}`;
}
