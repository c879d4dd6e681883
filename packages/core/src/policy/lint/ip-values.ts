import { ipRange } from "../ip-range.ts";

/** Address ranges that no caller has on the Internet. https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html */
const PRIVATE = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "127.0.0.0/8", "fc00::/7"].map((range) => ({
  bits: Number(range.split("/")[1]),
  contains: ipRange(range),
}));

/** Whether a text is an address or a range, IPv4 or IPv6. */
export function isIpRange(text: string): boolean {
  const [network = "", bits, ...more] = text.split("/");
  return more.length === 0 && (bits === undefined || /^\d{1,3}$/.test(bits)) && ipRange(text)(network);
}

/** Whether a whole range is private. */
export function isPrivateRange(text: string): boolean {
  const [network = "", bits] = text.split("/");
  return (
    isIpRange(text) &&
    PRIVATE.some((range) => range.contains(network) && (bits === undefined || Number(bits) >= range.bits))
  );
}

/** The range of IPv4 with zeros behind its length, or undefined where they are zeros already. */
export function hostBits(text: string): string | undefined {
  const [network = "", written = ""] = text.split("/");
  const bits = Number(written);
  if (!isIpRange(text) || network.includes(":") || written === "" || bits >= 32) return undefined;
  const zeroed = network.split(".").map((part, index) => {
    const counted = Math.min(8, Math.max(0, bits - index * 8));
    return (Number(part) >> (8 - counted)) << (8 - counted);
  });
  const plain = `${zeroed.join(".")}/${bits}`;
  return plain === text ? undefined : plain;
}
