import { parseArgs } from "node:util";
import { loadConfig } from "@gatehouse/api/load-config";
import { Failure } from "@gatehouse/core/failure";
import { createDynamoClient } from "@gatehouse/store/dynamo-client";
import { initTables } from "@gatehouse/store/init-tables";

const { values } = parseArgs({
  options: {
    config: { type: "string", default: process.env.GATEHOUSE_CONFIG ?? "gatehouse.yaml" },
    "dry-run": { type: "boolean", default: false },
  },
});

try {
  const { storage } = loadConfig(await Bun.file(values.config).text(), values.config);
  if (storage.dynamodb === undefined) {
    throw new Failure(
      "invalid",
      `${values.config} keeps the tables in the folder ${storage.data}: there is nothing to create. For DynamoDB, add storage.dynamodb.`,
    );
  }
  const { endpoint, names } = storage.dynamodb;
  await initTables({
    client: createDynamoClient({ region: storage.region, ...(endpoint === undefined ? {} : { endpoint }) }),
    ...(names === undefined ? {} : { names }),
    dryRun: values["dry-run"],
    say: (line) => console.log(line),
  });
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
