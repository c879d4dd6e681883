import type { FailureCode } from "@gatehouse/core/failure";
import { TRPCClientError } from "@trpc/client";
import type { AppRouter } from "../src/router.ts";

/** How a call was refused, as the page sees it; a call that was answered fails the test. */
export async function failureOf(call: Promise<unknown>): Promise<{
  code: FailureCode | undefined;
  awsSaid?: string | undefined;
  message: string;
  status: number | undefined;
}> {
  const error: unknown = await call.then(
    () => new Error("the call was answered"),
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof TRPCClientError)) throw error;
  const { data, message } = error as TRPCClientError<AppRouter>;
  return { code: data?.failure?.code, awsSaid: data?.failure?.awsSaid, message, status: data?.httpStatus };
}
