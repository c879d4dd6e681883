import { expect, test } from "bun:test";
import { readCookie, signId, verifyId, writeCookie } from "./cookie.ts";

const OLD = "old-secret-old-secret-old-secret-";
const NEW = "new-secret-new-secret-new-secret-";

test("a cookie signed with any secret of the list is believed, so that secrets can be rotated", () => {
  expect(verifyId(signId("id", [OLD]), [NEW, OLD])).toBe("id");
  expect(verifyId(signId("id", [NEW, OLD]), [OLD])).toBeUndefined();
});

test("a cookie whose id or signature was changed is not believed", () => {
  const cookie = signId("somebody", [NEW]);
  expect(verifyId(cookie.replace("somebody", "someone"), [NEW])).toBeUndefined();
  expect(verifyId(`${cookie.slice(0, -2)}xx`, [NEW])).toBeUndefined();
  expect(verifyId("somebody.", [NEW])).toBeUndefined();
  expect(verifyId("somebody", [NEW])).toBeUndefined();
  expect(verifyId("", [NEW])).toBeUndefined();
});

test("a cookie that stands there twice is ignored, since one of the two was planted", () => {
  expect(readCookie("a=1; gatehouse=x; b=2", "gatehouse")).toBe("x");
  expect(readCookie("gatehouse=x; gatehouse=y", "gatehouse")).toBeUndefined();
  expect(readCookie("not-gatehouse=x", "gatehouse")).toBeUndefined();
  expect(readCookie(null, "gatehouse")).toBeUndefined();
});

test("over TLS the cookie has the prefix that no other host can set", () => {
  expect(writeCookie("x", { secure: true, seconds: 60 })).toBe(
    "__Host-gatehouse=x; Path=/; HttpOnly; SameSite=Lax; Max-Age=60; Secure",
  );
  expect(writeCookie("x", { secure: false, seconds: 60 })).toBe(
    "gatehouse=x; Path=/; HttpOnly; SameSite=Lax; Max-Age=60",
  );
});
