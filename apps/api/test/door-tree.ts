import { Failure, FAILURE_CODES } from "@gatehouse/core/failure";
import { tracked } from "@trpc/server";
import { z } from "zod";
import { open, router } from "../src/trpc.ts";

/** What the procedures wait for and count, so that a test sees it. */
export const doorState = { gate: Promise.withResolvers<string>(), ended: 0 };

/** One procedure of each kind, to stand behind every hook of the real server. */
export const doorTree = router({
  greet: open.input(z.object({ name: z.string().min(1) })).query(({ input }) => `hello ${input.name}`),
  late: open.query(() => doorState.gate.promise),
  add: open.input(z.object({ a: z.number(), b: z.number() })).mutation(({ input }) => input.a + input.b),
  fail: open.input(z.enum(FAILURE_CODES)).query(({ input }): string => {
    throw new Failure(input, `It is ${input}.`, { awsSaid: "User is not authorized to perform: sts:AssumeRole" });
  }),
  crash: open.query((): string => {
    throw new Error("a detail of the inside");
  }),
  count: open.input(z.object({ lastEventId: z.string().nullish(), to: z.number() })).subscription(async function* ({
    input,
    signal,
  }) {
    try {
      for (let n = Number(input.lastEventId ?? 0) + 1; n <= input.to; n++) yield tracked(String(n), n);
      await new Promise((resolve) => signal?.addEventListener("abort", resolve));
    } finally {
      doorState.ended += 1;
    }
  }),
});
export type DoorTree = typeof doorTree;
