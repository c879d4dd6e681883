import { expect, test } from "bun:test";
import { problemOf } from "./failure.ts";

const failed = (message: string, data: unknown) => Object.assign(new Error(message), { data });

test("a failure keeps its code, its sentence and AWS's words", () => {
  const error = failed("AWS refused.", {
    code: "BAD_GATEWAY",
    failure: { code: "refused-by-aws", awsSaid: "AccessDenied" },
  });
  expect(problemOf(error)).toEqual({ code: "refused-by-aws", message: "AWS refused.", awsSaid: "AccessDenied" });
});

test("no answer is never told as an ended session", () => {
  expect(problemOf(new TypeError("fetch failed")).code).toBe("unavailable");
  expect(problemOf(failed("<html> is not valid JSON", undefined)).code).toBe("unavailable");
  expect(problemOf("odd").code).toBe("unavailable");
});

test("an error of Gatehouse's own shows the server's sentence", () => {
  expect(problemOf(failed("Its log has more under req_1.", { code: "INTERNAL_SERVER_ERROR" })).message).toContain(
    "req_1",
  );
});
