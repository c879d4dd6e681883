import type { Because, Place, PolicyKind } from "../decision.ts";
import { KIND_WORDS } from "../kind-words.ts";

/** A policy as people know it. */
export type Source = {
  policy: PolicyKind;
  /** The policy's name, or the type of the resource whose policy it is. */
  name: string;
  /** A managed or control policy's own ARN. */
  arn?: string;
  /** The ARN or id of what it is attached to. */
  holder: string;
};

/** A statement of a policy by name and place. */
export type StatementReason = Source & {
  effect: "allow" | "deny";
  statement: number;
  sid?: string;
  /** Where the statement begins, from 1; left out where it is a condition's. */
  line?: number;
  column?: number;
};

/** A reason of an answer: a statement, or a kind of policy of which nothing allows. */
export type Reason = StatementReason | { policy: PolicyKind; effect: "none"; holder: string };

/** Puts a policy's name to a reason; what has no policy of the kind is the principal itself. */
export function toReason(because: Because | Place, source: Source | undefined, principal: string): Reason {
  if (because.effect === "none" || source === undefined)
    return { policy: because.policy, effect: "none", holder: source?.holder ?? principal };
  const { policy, name, holder } = source;
  const { effect, statement, sid } = because;
  const reason: StatementReason = { policy, name, holder, effect, statement };
  if (source.arn !== undefined) reason.arn = source.arn;
  if (sid !== undefined) reason.sid = sid;
  if ("line" in because) {
    reason.line = because.line;
    reason.column = because.column;
  }
  return reason;
}

/** Says a reason as one sentence. */
export function sayReason(reason: Reason): string {
  const kind = KIND_WORDS[reason.policy];
  if (reason.effect === "none") return `No ${kind} of ${reason.holder} allows it.`;
  const statement = reason.sid === undefined ? `Statement ${reason.statement}` : `Statement ${reason.sid}`;
  const line = reason.line === undefined ? "" : ` (line ${reason.line})`;
  const verb = reason.effect === "allow" ? "allows" : "denies";
  return `${statement}${line} of the ${kind} ${reason.name}, attached to ${reason.holder}, ${verb} it.`;
}
