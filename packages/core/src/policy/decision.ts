/** The kinds of policy that take part in a decision; trust is the resource-based policy of a role. */
export type PolicyKind =
  | "identity"
  | "boundary"
  | "session"
  | "service-control"
  | "resource-control"
  | "vpc-endpoint"
  | "resource"
  | "trust";

/** What AWS answers to a request of which everything is known. */
export type Effect = "allowed" | "explicitly-denied" | "implicitly-denied";

/** Where a statement stands: document and level count from 0 in the order given, statement, line and column from 1. */
export type Place = {
  policy: PolicyKind;
  level?: number | undefined;
  document: number;
  statement: number;
  sid?: string | undefined;
  effect: "allow" | "deny";
};

/** A reason of a decision: a statement that matched, with its place in its document, or a kind of policy of which no statement allows. */
export type Because =
  | (Place & { line: number; column: number })
  | { policy: PolicyKind; effect: "none"; level?: number | undefined };

/**
 * A condition that holds or not by what nobody knows. Where a Resource or NotResource has an unknown variable, operator
 * is that element's name and key the variable's.
 */
export type Hanging = Place & { operator: string; key: string; values: readonly string[] };

/**
 * An answer and its reasons; blockedBy is the one kind of policy that AWS would name. A conditional answer lists every
 * effect that what is unknown may lead to, and the conditions that it hangs on.
 */
export type Decision =
  | { effect: Effect; because: readonly Because[]; blockedBy?: PolicyKind }
  | {
      effect: "conditional";
      outcomes: readonly Effect[];
      on: readonly Hanging[];
      /** Kinds of policy that it hangs on, because one of them was not read. */
      unread?: readonly PolicyKind[];
      because: readonly Because[];
      blockedBy?: PolicyKind;
    };
