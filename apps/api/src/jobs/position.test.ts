import { expect, test } from "bun:test";
import { formatPosition, startAt } from "./position.ts";

test("a client that comes back goes on after the last event it has, also if it named no run", () => {
  const lastEventId = formatPosition({ run: "sync-estate-20261124T1415Z", sequence: 17 });
  expect(startAt({ lastEventId })).toEqual({ run: "sync-estate-20261124T1415Z", after: 17 });
  expect(startAt({ run: "sync-estate-20261124T1415Z", lastEventId })).toEqual({
    run: "sync-estate-20261124T1415Z",
    after: 17,
  });
});

test("an event id of another run, or nonsense, starts from the beginning of the run that was asked for", () => {
  for (const lastEventId of ["other:17", "nonsense", ":3", "run_1:-1", "run_1:x", "", null, undefined])
    expect(startAt({ run: "run_1", lastEventId })).toEqual({ run: "run_1", after: 0 });
});
