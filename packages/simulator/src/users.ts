import type { Keys } from "./identity.ts";
import { createRandom } from "./seed/random.ts";
import type { Account } from "./world/account.ts";

export type UserSpec = { name: string; policies: readonly string[] };

export type UserWithKey = { arn: string; credentials: { accessKeyId: string; secretAccessKey: string } };

/** Adds an IAM user with inline policies, as JSON texts, to an account and hands out a permanent key. */
export function addUser(keys: Keys, account: Account, { name, policies }: UserSpec): UserWithKey {
  const { id: accountId, partition, users } = account;
  const arn = `arn:${partition}:iam::${accountId}:user/${name}`;
  const id = `AIDA${createRandom(arn).id(17)}`;
  users.set(name, { name, arn, id, policies });
  const user = { accountId, partition, arn, userId: id, tags: {}, transitiveTags: [], isChained: false };
  const { accessKeyId, secret } = keys.mintUser(user);
  return { arn, credentials: { accessKeyId, secretAccessKey: secret } };
}
