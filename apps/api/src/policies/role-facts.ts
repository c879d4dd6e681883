import type { Account } from "@gatehouse/core/account";
import { parseArn } from "@gatehouse/core/arn";
import type { App } from "../app.ts";

/** A role whose policies an answer rests on: whose it is, and as of when they are known. */
export type RoleFacts = {
  arn: string;
  name: string;
  accountName: string;
  environment?: Account["environment"];
  /** When the roles of its account were last listed to their end; absent where they never were. */
  asOf?: string;
};

/** Answers whose a role is and as of when what was read of it is true. */
export function roleFacts({ estate }: App, { arn, name }: { arn: string; name: string }): RoleFacts {
  const accountId = parseArn(arn)?.accountId ?? "";
  const { name: accountName = accountId, environment } = estate.accounts().get(accountId) ?? {};
  const asOf = estate.asOf(accountId, "iam-role");
  return {
    arn,
    name,
    accountName,
    ...(environment === undefined ? {} : { environment }),
    ...(asOf === undefined ? {} : { asOf }),
  };
}
