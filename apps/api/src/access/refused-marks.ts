import { createHash } from "node:crypto";
import type { Mark } from "@gatehouse/aws/issue-credentials";
import type { RoleFacts } from "@gatehouse/core/access/estate-view";
import { z } from "zod";
import type { App } from "../app.ts";

const Refused = z.object({ marks: z.array(z.enum(["source-identity", "session-tags"])), at: z.number() });

/** A policy that we do not see may have refused, e.g. the hub's own or the organization's, and may have changed since. */
const ASK_AGAIN_MS = 24 * 60 * 60 * 1000;

/** Answers which marks this role refused within the last day; another trust policy is asked anew. */
export async function readRefusedMarks(app: App, role: RoleFacts): Promise<Mark[]> {
  const note = await app.store.notes.get(noteOf(role));
  const known = note === undefined ? undefined : Refused.safeParse(JSON.parse(note)).data;
  return known !== undefined && app.now() - known.at < ASK_AGAIN_MS ? known.marks : [];
}

/** Remembers for a day what a role refuses, so that AWS is not asked twice each time; forgetting it costs one more call. */
export async function rememberRefusedMarks(app: App, role: RoleFacts, marks: readonly Mark[]): Promise<void> {
  await app.store.notes.put(noteOf(role), JSON.stringify({ marks, at: app.now() })).catch((error: unknown) => {
    app.log.warn({ error, role: role.arn }, "the marks that a role refuses could not be remembered");
  });
}

function noteOf({ arn, trustPolicy }: RoleFacts): string {
  return `refused-marks/${createHash("sha256").update(`${arn}\n${trustPolicy}`).digest("hex")}`;
}
