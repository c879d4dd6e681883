import { expect, test } from "bun:test";
import { sessionName, sessionSeconds, sessionTags } from "./session.ts";

const HASHED = /-[a-z0-9]{8}$/;

test("a name within AWS's set and length is the session's name as it is", () => {
  for (const name of ["ann@corp.example", "a+b=c,d.e@f-g_1", "xy", "a".repeat(64)])
    expect(sessionName(name)).toBe(name);
});

test("a name that had to be changed or cut fits AWS's set and ends in a hash of the whole", () => {
  for (const name of [
    "Ann O'Neill@corp.example",
    "müller@corp.example",
    "a",
    "",
    "😀",
    "a".repeat(65),
    `${"x".repeat(80)}@corp.example`,
  ]) {
    const session = sessionName(name);
    expect(session).toMatch(/^[\w+=,.@-]{2,64}$/);
    expect(session).toMatch(HASHED);
  }
  expect(sessionName("Ann O'Neill")).toStartWith("Ann-O-Neill-");
});

test("two people never share a session name, also where their names differ only in what AWS does not allow", () => {
  const names = [
    "o'neill@corp.example",
    "o neill@corp.example",
    "o-neill@corp.example",
    ...Array.from({ length: 2000 }, (_, at) => `${"long".repeat(20)}${at}`),
  ];
  expect(new Set(names.map(sessionName)).size).toBe(names.length);
  expect(sessionName("o'neill@corp.example")).toBe(sessionName("o'neill@corp.example"));
});

test("the only session tags are the issue and the request, and the latter only where there is one", () => {
  expect(sessionTags({ issue: "iss_1" })).toEqual({ "gatehouse:issue": "iss_1" });
  expect(sessionTags({ issue: "iss_1", request: "req_1" })).toEqual({
    "gatehouse:request": "req_1",
    "gatehouse:issue": "iss_1",
  });
});

test("a chained session is an hour whatever was wished for; another is as long as asked", () => {
  expect(sessionSeconds({ chained: true }, 43_200)).toBe(3600);
  expect(sessionSeconds({ chained: false }, 43_200)).toBe(43_200);
  expect(sessionSeconds({ chained: false })).toBe(3600);
});
