type Address = readonly number[];

/**
 * Whether an address lies in a range of CIDR notation, IPv4 or IPv6; a range without a prefix length is one address.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_IPAddress
 */
export function ipRange(range: string): (text: string) => boolean {
  const [network = "", prefix, ...more] = range.split("/");
  const base = parseAddress(network);
  // A slash without a number would be read as a length of 0, which holds every address.
  if (base === undefined || more.length > 0 || !/^\d{1,3}$/.test(prefix ?? "0")) return () => false;
  const bits = prefix === undefined ? base.length * 8 : Number(prefix);
  if (bits > base.length * 8) return () => false;
  return (text) => {
    const address = parseAddress(text);
    return address !== undefined && address.length === base.length && sameBits(base, address, bits);
  };
}

/**
 * Whether a range holds so many addresses that it keeps nobody out: broader than /8 of IPv4, or than /32 of IPv6.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html#access-control-block-public-access-policy-status
 */
export function isBroadRange(range: string): boolean {
  const [network = "", bits] = range.split("/");
  return bits !== undefined && Number(bits) < (network.includes(":") ? 32 : 8);
}

function sameBits(a: Address, b: Address, bits: number): boolean {
  for (const [index, byte] of a.entries()) {
    const counted = Math.min(8, bits - index * 8);
    if (counted <= 0) return true;
    if (byte >> (8 - counted) !== (b[index] ?? 0) >> (8 - counted)) return false;
  }
  return true;
}

/** The bytes of an address, 4 or 16 of them. */
function parseAddress(text: string): Address | undefined {
  return text.includes(":") ? parseV6(text) : parseV4(text);
}

function parseV4(text: string): Address | undefined {
  const parts = text.split(".");
  if (parts.length !== 4 || !parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) < 256)) return undefined;
  return parts.map(Number);
}

/** "::" stands for as many zeroes as are missing, once; the last 32 bits may be written as IPv4. */
function parseV6(text: string): Address | undefined {
  const [head = "", tail, ...more] = text.split("::");
  if (more.length > 0) return undefined;
  const before = groups(head, tail === undefined);
  const after = groups(tail ?? "", true);
  if (before === undefined || after === undefined) return undefined;
  const missing = 16 - before.length - after.length;
  if (tail === undefined ? missing !== 0 : missing < 2) return undefined;
  return [...before, ...Array.from({ length: missing }, () => 0), ...after];
}

/** last says that the address ends here, where its last 32 bits may be written as IPv4. */
function groups(text: string, last: boolean): number[] | undefined {
  if (text === "") return [];
  const bytes: number[] = [];
  const written = text.split(":");
  for (const [index, group] of written.entries()) {
    const parsed = last && index === written.length - 1 && group.includes(".") ? parseV4(group) : hexadecimal(group);
    if (parsed === undefined) return undefined;
    bytes.push(...parsed);
  }
  return bytes;
}

function hexadecimal(group: string): Address | undefined {
  if (!/^[\da-f]{1,4}$/i.test(group)) return undefined;
  const value = Number.parseInt(group, 16);
  return [value >> 8, value & 255];
}
