import type { BooleanNode, JsonNode, NumberNode, ObjectNode, Span, StringNode } from "../json/node.ts";
import type { OperatorName } from "./operator-name.ts";

/** Every mistake that keeps AWS from reading a policy. */
export type ProblemId =
  | "json-syntax"
  | "json-duplicate-key"
  | "json-control-character"
  | "json-too-deep"
  | "json-trailing-text"
  | "not-a-policy"
  | "unknown-element"
  | "wrong-type"
  | "invalid-version"
  | "missing-statement"
  | "missing-effect"
  | "invalid-effect"
  | "missing-action"
  | "element-pair"
  | "unknown-principal-kind"
  | "invalid-principal"
  | "unknown-operator";

/** One replacement in a text. */
export type Edit = Span & { text: string };

/** A mistake with its place, and how to mend it where that is certain. */
export type Problem = Span & { id: ProblemId; message: string; edits?: readonly Edit[] };

/** Action, NotAction, Resource or NotResource: a text or a list of texts. */
export type Texts<Element extends string> = Span & {
  element: Element;
  key: StringNode;
  values: readonly StringNode[];
  /** False where one text stands without a list. */
  list: boolean;
};

export const PRINCIPAL_KINDS = ["AWS", "Service", "Federated", "CanonicalUser"] as const;
export type PrincipalKind = (typeof PRINCIPAL_KINDS)[number];

export type PrincipalName = { kind: PrincipalKind; key: StringNode; name: StringNode };

/** Principal or NotPrincipal; everyone is the "*" that stands without a kind. */
export type PrincipalTree = Span & {
  element: "Principal" | "NotPrincipal";
  key: StringNode;
  everyone: StringNode | undefined;
  names: readonly PrincipalName[];
};

export type ScalarNode = StringNode | NumberNode | BooleanNode;

/** One operator and one key of a Condition element. */
export type ConditionTree = Span & {
  operator: StringNode;
  /** Undefined where AWS knows no such operator. */
  test: OperatorName | undefined;
  key: StringNode;
  /** The key in lower case: AWS compares keys without regard to case. */
  lower: string;
  values: readonly ScalarNode[];
  list: boolean;
};

export type StatementTree = {
  node: ObjectNode;
  /** Counts from 0, as paths do. */
  index: number;
  sid: StringNode | undefined;
  effect: "Allow" | "Deny" | undefined;
  action: Texts<"Action" | "NotAction"> | undefined;
  resource: Texts<"Resource" | "NotResource"> | undefined;
  principal: PrincipalTree | undefined;
  /** The whole Condition element. */
  condition: { key: StringNode; value: JsonNode } | undefined;
  conditions: readonly ConditionTree[];
};

/** A policy as far as it could be read. */
export type PolicyTree = {
  text: string;
  root: JsonNode | undefined;
  /** Whether one of its texts has a character above U+00FF. */
  isWide: boolean;
  version: StringNode | undefined;
  id: StringNode | undefined;
  statements: readonly StatementTree[];
};
