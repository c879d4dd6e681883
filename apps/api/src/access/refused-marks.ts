import { createHash } from "node:crypto";
import type { Mark } from "@gatehouse/aws/issue-credentials";
import type { RoleFacts } from "@gatehouse/core/access/estate-view";
import { z } from "zod";
import type { App } from "../app.ts";

const Marks = z.array(z.enum(["source-identity", "session-tags"]));

/** Answers which marks this role is known to refuse; another trust policy is asked anew. */
export async function readRefusedMarks(app: App, role: RoleFacts): Promise<Mark[]> {
  const note = await app.store.notes.get(noteOf(role));
  return note === undefined ? [] : Marks.parse(JSON.parse(note));
}

/** Remembers what a role refuses, so that AWS is not asked twice each time; forgetting it costs one more call. */
export async function rememberRefusedMarks(app: App, role: RoleFacts, marks: readonly Mark[]): Promise<void> {
  await app.store.notes.put(noteOf(role), JSON.stringify(marks)).catch((error: unknown) => {
    app.log.warn({ error, role: role.arn }, "the marks that a role refuses could not be remembered");
  });
}

function noteOf({ arn, trustPolicy }: RoleFacts): string {
  return `refused-marks/${createHash("sha256").update(`${arn}\n${trustPolicy}`).digest("hex")}`;
}
