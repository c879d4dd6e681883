import { parseArgs } from "node:util";
import { createClient } from "@gatehouse/api/client";
import { Failure } from "@gatehouse/core/failure";

const USAGE = `Lists the roles that the owner of an API token may use.
  GATEHOUSE_TOKEN=gth_… bun scripts/list-my-roles.ts [--url http://127.0.0.1:8081] [--cli-only]
Make a token that may list-eligible-roles on the page API tokens.`;

/** Prints one line a role: its ARN and its account's name. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { url: { type: "string", default: "http://127.0.0.1:8081" }, "cli-only": { type: "boolean" } },
  });
  const token = process.env["GATEHOUSE_TOKEN"];
  if (token === undefined) throw new Failure("invalid", USAGE);
  const client = createClient({ url: values.url, token });
  const { roles, stale } = await client.access.eligibleRoles.query({ includeCliOnly: values["cli-only"] === true });
  for (const role of roles) console.log(`${role.arn}\t${role.accountName}`);
  if (stale !== undefined) console.error(stale);
}

await main().catch((error: unknown) => {
  console.error(error instanceof Failure ? error.message : error);
  process.exit(1);
});
