import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { type Patience, sdkTimeouts } from "./sdk-timeouts.ts";

export type DynamoOptions = {
  region: string;
  endpoint?: string;
  /** Absent: the SDK's default chain. */
  credentials?: { accessKeyId: string; secretAccessKey: string };
};

const PATIENCE: Patience = { timeoutMs: 5_000, maxAttempts: 6 };

/** A client that gives up after some seconds, with what retries AWS advises before that. */
export function createDynamoClient(
  { region, endpoint, credentials }: DynamoOptions,
  { timeoutMs, maxAttempts } = PATIENCE,
): DynamoDBClient {
  return new DynamoDBClient({
    region,
    ...(endpoint === undefined ? {} : { endpoint }),
    ...(credentials === undefined ? {} : { credentials }),
    maxAttempts,
    requestHandler: {
      ...sdkTimeouts(timeoutMs),
      httpsAgent: { maxSockets: 100 },
      httpAgent: { maxSockets: 100 },
    },
  });
}
