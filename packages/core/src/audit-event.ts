import { z } from "zod";
import { Actor } from "./actor.ts";

/** One line of the audit log: who did what to what, from where, and how it went; never a secret. */
export const AuditEvent = z.object({
  id: z.string(),
  at: z.string(),
  actor: Actor,
  /** The command's name as the authorisation table spells it, e.g. "sign-in-to-console". */
  command: z.string(),
  target: z.string().optional(),
  outcome: z.enum(["attempted", "done", "refused", "failed"]),
  because: z.string().optional(),
  from: z.object({ address: z.string().optional(), agent: z.string().optional() }).optional(),
  details: z.record(z.string(), z.string()).optional(),
});
export type AuditEvent = z.infer<typeof AuditEvent>;
