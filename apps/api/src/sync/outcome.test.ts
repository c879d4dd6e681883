import { expect, test } from "bun:test";
import { Failure } from "@gatehouse/core/failure";
import { refused, worst } from "./outcome.ts";

const done = (listed: number) => ({ state: "done", listed, changed: 1, removed: 2 }) as const;
const denied = { state: "denied", call: "organizations:ListAccounts", awsSaid: "AccessDenied: no" } as const;
const held = { state: "held", listed: 1, changed: 0, wouldRemove: 99 } as const;

test("several listings have the worst outcome among them, and the sum of their counts where all went well", () => {
  expect(worst([done(3), done(4)])).toEqual({ state: "done", listed: 7, changed: 2, removed: 4 });
  expect(worst([done(3), held, denied])).toEqual(denied);
  expect(worst([held, done(3)])).toEqual(held);
  expect(worst([])).toEqual({ state: "done", listed: 0, changed: 0, removed: 0 });
});

test("a refusal by AWS is told from a listing that failed, each in AWS's words", () => {
  const error = Object.assign(new Error("User is not authorized"), { name: "AccessDenied", call: "sts:AssumeRole" });
  expect(refused(error, "list")).toEqual({
    state: "denied",
    call: "sts:AssumeRole",
    awsSaid: "AccessDenied: User is not authorized",
  });
  expect(refused(new Failure("unavailable", "AWS cut the listing."), "list iam-role")).toEqual({
    state: "failed",
    call: "list iam-role",
    awsSaid: "AWS cut the listing.",
  });
});
