/** The kinds of policy that take part in a decision; trust is the resource-based policy of a role. */
export type PolicyKind =
  | "identity"
  | "boundary"
  | "session"
  | "service-control"
  | "resource-control"
  | "resource"
  | "trust";

/**
 * A reason of a decision: a statement that matched, or a kind of policy of which no statement allows.
 * document and level count from 0 in the order given, statement from 1.
 */
export type Because =
  | {
      policy: PolicyKind;
      effect: "allow" | "deny";
      level?: number | undefined;
      document: number;
      statement: number;
      sid?: string | undefined;
    }
  | { policy: PolicyKind; effect: "none"; level?: number | undefined };

/** An answer and its reasons; blockedBy is the one kind of policy that AWS would name. */
export type Decision = {
  effect: "allowed" | "explicitly-denied" | "implicitly-denied";
  because: readonly Because[];
  blockedBy?: PolicyKind;
};
