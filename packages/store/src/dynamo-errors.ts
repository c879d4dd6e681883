import {
  ConditionalCheckFailedException,
  DynamoDBServiceException,
  ResourceNotFoundException,
} from "@aws-sdk/client-dynamodb";
import { Failure } from "@gatehouse/core/failure";

/** Whether a condition did not hold, and whether the call was sent more than once. */
export function conflictOf(error: unknown): { retried: boolean } | undefined {
  if (!(error instanceof ConditionalCheckFailedException)) return undefined;
  return { retried: (error.$metadata.attempts ?? 1) > 1 };
}

/** Turns what DynamoDB refused, after the SDK's own retries, into a Failure that says what to do. */
export function toFailure(error: unknown, table: string): Failure {
  if (error instanceof Failure) return error;
  const said = error instanceof Error ? error.message : String(error);
  if (error instanceof ResourceNotFoundException) {
    const message = `DynamoDB has no table or index ${table} as it is declared. Run "bun scripts/init-tables.ts".`;
    return new Failure("unavailable", message, { cause: error, awsSaid: said });
  }
  if (error instanceof DynamoDBServiceException && /item size|size has exceeded/i.test(said)) {
    const message = `A row of ${table} would be over 400 KB, which no store of ours keeps.`;
    return new Failure("too-large", message, { cause: error, awsSaid: said });
  }
  return new Failure("unavailable", `DynamoDB cannot be used at the moment (table ${table}).`, {
    cause: error,
    awsSaid: said,
  });
}
