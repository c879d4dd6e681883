import { Failure } from "@gatehouse/core/failure";

/** What whoever has no session, or none any more, is told. */
export function sessionEnded(): Failure {
  return new Failure("unauthenticated", "Your session has ended. Sign in again to go on.");
}
