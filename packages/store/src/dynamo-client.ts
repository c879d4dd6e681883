import { DynamoDBClient } from "@aws-sdk/client-dynamodb";

export type DynamoOptions = {
  region: string;
  endpoint?: string;
  /** Absent: the SDK's default chain. */
  credentials?: { accessKeyId: string; secretAccessKey: string };
};

/** A client that gives up after some seconds, with what retries AWS advises before that. */
export function createDynamoClient({ region, endpoint, credentials }: DynamoOptions): DynamoDBClient {
  return new DynamoDBClient({
    region,
    ...(endpoint === undefined ? {} : { endpoint }),
    ...(credentials === undefined ? {} : { credentials }),
    maxAttempts: 6,
    requestHandler: {
      connectionTimeout: 2000,
      requestTimeout: 10_000,
      httpsAgent: { maxSockets: 100 },
      httpAgent: { maxSockets: 100 },
    },
  });
}
