import { ipRange } from "../policy/ip-range.ts";

const SHAPE = /^([\da-f:.]+)(?:\/(\d{1,3}))?$/i;
/** Programs read 010 as ten or, octal, as eight: a range is one range. */
const LEADING_ZERO = /(?:^|[:.])0\d+\.|[./]0\d/;

/** Whether a text is an IPv4 or IPv6 range in CIDR notation; one address alone is the range of that address. */
export function isCidr(text: string): boolean {
  const [, base] = SHAPE.exec(text) ?? [];
  return base !== undefined && !LEADING_ZERO.test(text) && ipRange(text)(base);
}

/** Whether every address of one range lies in the other. */
export function isWithin(inner: string, outer: string): boolean {
  const [, base = ""] = SHAPE.exec(inner) ?? [];
  return isCidr(inner) && isCidr(outer) && ipRange(outer)(base) && bits(inner) >= bits(outer);
}

function bits(range: string): number {
  const [, base = "", prefix] = SHAPE.exec(range) ?? [];
  const whole = base.includes(":") ? 128 : 32;
  return prefix === undefined ? whole : Number(prefix);
}
