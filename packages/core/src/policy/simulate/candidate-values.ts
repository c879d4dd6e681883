import type { Family, OperatorName } from "../grammar/operator-name.ts";
import type { WrittenCondition } from "./fitting-values.ts";

/** Addresses that are kept for documentation. https://www.rfc-editor.org/rfc/rfc5737 and https://www.rfc-editor.org/rfc/rfc3849 */
const ADDRESSES = ["203.0.113.10", "198.51.100.10", "2001:db8::10"];
const DAY_MS = 86_400_000;

/** Values of the request that are worth trying for a condition: made from the condition's own, then others. */
export function candidatesFor({ family, name }: OperatorName, { key, values }: WrittenCondition): string[] {
  const isPattern = name.endsWith("Like") || family === "Arn";
  const own = values.flatMap((value) => (isPattern ? [instanceOf(value)] : nearTo(value, family)));
  return [...new Set([...own, ...othersOf(family, { key, values })])].filter((value) => value !== "");
}

function othersOf(family: Family, { key, values }: Pick<WrittenCondition, "key" | "values">): string[] {
  switch (family) {
    case "Bool":
      return ["true", "false"];
    case "IpAddress":
      return ADDRESSES;
    case "Arn":
      return values.map(otherArn);
    case "Null":
      return [someValueOf(key)];
    case "Numeric":
    case "Date":
    case "Binary":
      return [];
    case "String":
      return ["other"];
  }
}

/** Null asks only whether there is a value; one is told that the key could have. */
function someValueOf(key: string): string {
  if (/ip$/i.test(key)) return ADDRESSES[0] ?? "";
  return /present$|transport$|^aws:via|^aws:principalis/i.test(key) ? "true" : "present";
}

/** The value itself, and those on both sides of a limit; of a range of addresses those that begin it. */
function nearTo(value: string, family: Family): string[] {
  switch (family) {
    case "Null":
      return [];
    case "IpAddress":
      return firstOf(value);
    case "Numeric": {
      const limit = Number(value);
      return [value, String(limit + 1), String(limit - 1)];
    }
    case "Date": {
      const limit = /^\d{5,}$/.test(value) ? Number(value) * 1000 : Date.parse(value);
      const near = Number.isNaN(limit) ? [] : [limit + DAY_MS, limit - DAY_MS];
      return [value, ...near.map((time) => new Date(time).toISOString().replace(".000Z", "Z"))];
    }
    default:
      return [value];
  }
}

/** The first host of a range, and its first address. */
function firstOf(range: string): string[] {
  const [network = ""] = range.split("/");
  const host = network.includes(":")
    ? network.replace(/::$/, "::1")
    : network.replace(/\d+$/, (last) => String(Number(last) + 1));
  return [host, network];
}

/** The ARN of something else of the same kind in another account. */
function otherArn(pattern: string): string {
  const [first = "", partition = "", service = "", region = "", , resource = ""] = instanceOf(pattern).split(":");
  return [first, partition, service, region, "999999999999", resource.replace(/[^/]*$/, "other")].join(":");
}

/** A text that a pattern could mean; in an ARN the account and the Region are written as such. */
function instanceOf(pattern: string): string {
  const fill = (part: string, word: string) => part.replace(/\*+/g, word).replaceAll("?", "x");
  const parts = pattern.split(":");
  if (parts[0] !== "arn" || parts.length < 6) return fill(pattern, "example");
  const words = ["arn", "aws", "s3", "eu-west-1", "111122223333"];
  return parts.map((part, index) => fill(part, words[index] ?? "example")).join(":");
}
