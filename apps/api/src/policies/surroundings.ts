import { spokeRoleArn } from "@gatehouse/aws/spoke";
import { type Account, isSynced } from "@gatehouse/core/account";
import type { Person } from "@gatehouse/core/actor";
import { AccountId, isRoleArn } from "@gatehouse/core/arn";
import { traitsOf } from "@gatehouse/core/policy/document-kind";
import type { Surroundings } from "@gatehouse/core/policy/lint/subject";
import { z } from "zod";
import type { App } from "../app.ts";
import { Kind, PolicyText } from "./policy-text.ts";
import { rolesInView } from "./roles-in-view.ts";

/** What the asker says of the place of a document. */
export const Placed = z.object({
  kind: Kind,
  /** The account that the document is or will be in, or that a policy of the organization is to bind. */
  accountId: AccountId.exactOptional(),
  /** The role by which the asker changes the document; nobody guesses which of theirs it is. */
  actorRoleArn: z.string().max(2_048).refine(isRoleArn, "this is not the ARN of a role").exactOptional(),
  /** The other inline policies of the same holder, which share its limit. */
  siblings: z.array(PolicyText).max(8).exactOptional(),
});

/**
 * Answers what lint may know of the estate around a document: what was read, and what the asker says. It tells everybody
 * whether an id that they wrote is an account of ours, which they may not see: to let in a stranger unawares is worse.
 */
export async function surroundingsOf(app: App, actor: Person, placed: z.infer<typeof Placed>): Promise<Surroundings> {
  const { kind: _, ...said } = placed;
  const accounts = app.estate.accounts();
  return {
    ...said,
    ...(accounts.size === 0 ? {} : { accounts: new Set(accounts.keys()) }),
    ...(await rolesOfOurs(app, actor, placed)),
  };
}

/**
 * The roles of ours that a document can lock out, in the accounts that the asker sees roles of; an account that is not under
 * our care needs none of them.
 */
async function rolesOfOurs(
  app: App,
  actor: Person,
  { kind, accountId }: z.infer<typeof Placed>,
): Promise<Surroundings> {
  const { type } = traitsOf(kind);
  if (type !== "trust" && type !== "service-control") return {};
  const view = await rolesInView(app, actor);
  const seen = new Set([...view.accounts()].map(({ id }) => id));
  const cared = [...app.estate.accounts().values()].filter(
    (account) => isSynced(account) && seen.has(account.id) && (accountId === undefined || account.id === accountId),
  );
  if (type === "service-control") return { spokeRoleArns: cared.flatMap((account) => spokeOf(app, account)) };
  const hubs = app.hubs.current();
  const [hubRoleArn] = accountId === undefined ? [] : cared.flatMap(({ hub }) => hubs.get(hub)?.roleArn ?? []);
  return hubRoleArn === undefined ? {} : { hubRoleArn };
}

function spokeOf({ config }: App, account: Account): string[] {
  const hub = config.hubs.find(({ name }) => name === account.hub);
  return hub === undefined ? [] : [spokeRoleArn(hub, account.id)];
}
