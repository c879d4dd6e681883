import { expect, test } from "bun:test";
import { clientAddress, isIn, isLoopback, limitedAs } from "./client-address.ts";

const TRUSTED = ["10.0.0.0/8", "fd00::/8"];

test("the address is the last one that no trusted proxy has", () => {
  expect(clientAddress("10.1.1.1", "203.0.113.9, 198.51.100.7, 10.2.2.2", TRUSTED)).toBe("198.51.100.7");
});

test("X-Forwarded-For from an untrusted address means nothing", () => {
  expect(clientAddress("198.51.100.7", "203.0.113.9", TRUSTED)).toBe("198.51.100.7");
});

test.each([
  ["203.0.113.9:4711", "203.0.113.9"],
  ["[2001:db8::1]:443", "2001:db8::1"],
  ["[2001:db8::1]", "2001:db8::1"],
  ["2001:db8::1", "2001:db8::1"],
  ["203.0.113.9, 10.2.2.2:4711", "203.0.113.9"],
])("a proxy may write ports: %p is %p", (forwardedFor, address) =>
  expect(clientAddress("10.1.1.1", `6.6.6.6, ${forwardedFor}`, TRUSTED)).toBe(address),
);

test.each(["unknown", "_hidden", "", "1", "10.1", "203.0.113.9.evil", "[6.6.6.6"])(
  "a last hop %p is nobody's address, and what stands left of it is not believed instead",
  (hop) => expect(clientAddress("10.1.1.1", `6.6.6.6, ${hop}, 10.2.2.2`, TRUSTED)).toBeUndefined(),
);

test("an IPv4 address written as IPv6 is the IPv4 address", () => {
  expect(isIn("::ffff:10.1.1.1", TRUSTED)).toBe(true);
  expect(isIn("::ffff:11.1.1.1", TRUSTED)).toBe(false);
  expect(isIn("fd12::1", TRUSTED)).toBe(true);
  expect(isIn("nonsense", TRUSTED)).toBe(false);
  expect(clientAddress("::ffff:198.51.100.7", null, TRUSTED)).toBe("198.51.100.7");
});

test.each([
  ["localhost", true],
  ["127.0.0.1", true],
  ["127.8.8.8", true],
  ["[::1]", true],
  ["0.0.0.0", false],
  ["localhost.evil.example", false],
  ["10.0.0.1", false],
])("%p is this machine alone: %p", (host, expected) => expect(isLoopback(host)).toBe(expected));

test.each([
  ["2001:db8:1:2:aaaa::1", "2001:db8:1:2::/64"],
  ["2001:db8:1:2:ffff:1:2:3", "2001:db8:1:2::/64"],
  ["::ffff:203.0.113.9", "203.0.113.9"],
  ["203.0.113.9", "203.0.113.9"],
  ["priya@larkspur.example", "priya@larkspur.example"],
])("%p is limited as %p, since one customer has all addresses of a network", (who, network) =>
  expect(limitedAs(who)).toBe(network),
);
