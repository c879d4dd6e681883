import type { Person } from "@gatehouse/core/actor";
import { Failure } from "@gatehouse/core/failure";
import { confirmRemoval as confirm } from "@gatehouse/core/sync/hold";
import { z } from "zod";
import type { App } from "../app.ts";
import { record } from "../audit/record.ts";
import type { Origin } from "../auth/origin.ts";
import { enqueueRun } from "../jobs/enqueue-run.ts";
import { APPLY_CONFIRMED } from "../jobs/job-names.ts";

export const ConfirmRemoval = z.object({ accountId: z.string(), kind: z.string(), digest: z.string() });

/**
 * Confirms that a held removal is real, and starts the run that lists the account again and then removes it. A
 * conflict where what would be removed has changed, or no second listing has agreed.
 */
export async function confirmRemoval(
  app: App,
  { actor, from }: { actor: Person; from: Origin },
  { accountId, kind, digest }: z.infer<typeof ConfirmRemoval>,
): Promise<{ run: string }> {
  const of = { accountId, kind };
  const confirmed = { digest, by: actor.name };
  const listing = await app.store.listings.get(of);
  if (listing === undefined) throw new Failure("not-found", `Nothing is known of ${kind} in ${accountId}.`);
  const { wouldRemove } = confirm(listing.held, confirmed);
  await record(app, actor, {
    command: "confirm-removal",
    target: `${accountId} ${kind}`,
    outcome: "done",
    from,
    details: { digest, rows: String(wouldRemove) },
  });
  await app.store.listings.change(of, (now) => ({ ...now, held: confirm(now.held, confirmed) }));
  const id = app.newId("run");
  await enqueueRun(app, { id, job: APPLY_CONFIRMED, startedBy: actor.name });
  return { run: id };
}
