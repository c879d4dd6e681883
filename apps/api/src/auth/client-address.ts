import ipaddr from "ipaddr.js";

type Range = ReturnType<typeof ipaddr.parseCIDR>;

/** Answers whether an address lies in one of the ranges; an IPv4 address written as IPv6 is the IPv4 address. */
export function isIn(address: string, ranges: readonly string[]): boolean {
  if (!ipaddr.isValid(address)) return false;
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
 * An IPv4 address written as IPv6 is told as the IPv4 address, so that one machine has one name.
 */
export function clientAddress(
  peer: string | undefined,
  forwardedFor: string | null,
  trusted: readonly string[],
): string | undefined {
  if (peer === undefined || forwardedFor === null || !isIn(peer, trusted)) return plain(peer);
  const hops = forwardedFor.split(",").map((hop) => hop.trim());
  return plain(hops.findLast((hop) => ipaddr.isValid(hop) && !isIn(hop, trusted)) ?? peer);
}

function plain(address: string | undefined): string | undefined {
  return address !== undefined && ipaddr.isValid(address) ? ipaddr.process(address).toString() : address;
}
