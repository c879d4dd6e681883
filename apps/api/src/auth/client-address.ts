import ipaddr from "ipaddr.js";
import { createRemembered } from "../access/remembered.ts";

type Range = ReturnType<typeof ipaddr.parseCIDR>;

/** Answers whether an address lies in one of the ranges; an IPv4 address written as IPv6 is the IPv4 address. */
export function isIn(address: string, ranges: readonly string[]): boolean {
  if (!isWhole(address)) return false;
  const parsed = ipaddr.process(address);
  return ranges
    .map((range): Range => ipaddr.parseCIDR(range))
    .some((range) => parsed.kind() === range[0].kind() && parsed.match(range));
}

/** Answers whether a host name or address means this machine alone, e.g. localhost, 127.0.0.1, ::1. */
export function isLoopback(host: string): boolean {
  const bare = host.replace(/^\[(.*)\]$/, "$1").toLowerCase();
  if (bare === "localhost" || bare.endsWith(".localhost")) return true;
  return ipaddr.isValid(bare) && ipaddr.process(bare).range() === "loopback";
}

/**
 * Answers the person's own address: the last one in X-Forwarded-For that is no trusted proxy, believed only from one.
 * Where that hop is no address the answer is undefined: what stands left of it anybody may have written.
 * An IPv4 address written as IPv6 is told as the IPv4 address, so that one machine has one name.
 */
export function clientAddress(
  peer: string | undefined,
  forwardedFor: string | null,
  trusted: readonly string[],
): string | undefined {
  if (peer === undefined || forwardedFor === null || !isIn(peer, trusted)) return plain(peer);
  const hop = forwardedFor
    .split(",")
    .map(withoutPort)
    .findLast((hop) => !isIn(hop, trusted));
  if (hop === undefined) return plain(peer);
  return isWhole(hop) ? plain(hop) : undefined;
}

/** Answers by what an address is limited: an IPv6 network of 64 bits is one customer's, who has all of its addresses. */
export function limitedAs(who: string): string {
  if (!ipaddr.IPv6.isValid(who)) return who;
  const address = ipaddr.process(who);
  if (address.kind() === "ipv4") return address.toString();
  const network = ipaddr.IPv6.networkAddressFromCIDR(`${address.toString()}/64`);
  return `${network.toString()}/64`;
}

/** Some proxies write the port as well, e.g. 203.0.113.9:4711 or [2001:db8::1]:443. */
function withoutPort(hop: string): string {
  const [, bracketed, plain] = /^(?:\[(.*)\]|([^:]*))(?::\d+)?$/.exec(hop.trim()) ?? [];
  return bracketed ?? plain ?? hop.trim();
}

/** Answers whether this is an address as proxies write it; "1" is short for 0.0.0.1 to some, and to us nobody's. */
function isWhole(address: string): boolean {
  return ipaddr.IPv4.isValidFourPartDecimal(address) || ipaddr.IPv6.isValid(address);
}

/** A proxy or a browser is the same peer again and again, and its address is the same each time. */
const plained = createRemembered<string>(1_000, () => 1);

function plain(address: string | undefined): string | undefined {
  if (address === undefined) return undefined;
  const known = plained.get(address);
  if (known !== undefined) return known;
  if (!isWhole(address)) return address;
  const parsed = ipaddr.process(address).toString();
  plained.set(address, parsed);
  return parsed;
}
