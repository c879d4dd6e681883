import { AccountId, parseRoleArn } from "@gatehouse/core/arn";
import type { PolicyKind } from "@gatehouse/core/policy/decision";
import { evaluate } from "@gatehouse/core/policy/evaluate";
import { answerSentence, keysOf, type Lacking, stands } from "@gatehouse/core/policy/simulate/answer";
import { askByLayer, type LayerState } from "@gatehouse/core/policy/simulate/by-layer";
import { type FailedCondition, nearMisses } from "@gatehouse/core/policy/simulate/near-misses";
import { z } from "zod";
import type { App } from "../app.ts";
import { readCatalogue } from "./assets.ts";
import { requestOf } from "./asked-request.ts";
import { documentId, gatherPolicies, type ShownDocument } from "./asked-policies.ts";
import { assertAffordable, assertContext } from "./budget.ts";
import { assertResource, knownAction, misfitOf } from "./check-question.ts";
import { assertOfKind, pastedTexts } from "./pasted-texts.ts";
import { PolicyText } from "./policy-text.ts";
import type { Asker } from "./read-role.ts";
import type { RoleFacts } from "./role-facts.ts";
import { type Reason, reasonOf } from "./reason.ts";

const Texts = z.array(PolicyText).max(10, "these are more than 10 policies of a kind: leave some out");
const Word = z
  .string()
  .min(1, "this is empty")
  .max(2_048, "this is longer than any ARN, which has 2,048 characters at most");

const Key = z.string().max(300, "this is longer than any condition key");

export const EvaluateAccess = z.object({
  /** A role of the estate; without one the pasted identity-based policies are those of a role that has no others. */
  role: Word.exactOptional(),
  identity: Texts.exactOptional(),
  boundary: PolicyText.exactOptional(),
  session: PolicyText.exactOptional(),
  /** From the root down; every one must allow. */
  serviceControl: Texts.exactOptional(),
  resourceControl: Texts.exactOptional(),
  resourcePolicy: PolicyText.exactOptional(),
  endpoint: PolicyText.exactOptional(),
  action: z
    .string()
    .regex(/^[\w-]+:\w+$/, "an action is written like s3:GetObject, without wildcards")
    .max(200, "this is longer than any action"),
  resource: Word,
  /** The account of pasted policies; else that of the resource. */
  accountId: AccountId.exactOptional(),
  /** The account of a resource whose ARN names none; else the caller's own. */
  resourceAccountId: AccountId.exactOptional(),
  context: z
    .record(
      Key,
      z
        .array(z.string().max(2_048, "a value has 2,048 characters at most"))
        .max(50, "a key has 50 values at most: leave some out"),
    )
    .default({}),
  absent: z.array(Key).max(100, "at most 100 keys can be said to be absent").default([]),
  rest: z.enum(["absent", "unknown"]).default("unknown"),
});
export type Asked = z.infer<typeof EvaluateAccess>;
export type AskedDocuments = Omit<Asked, "context" | "absent" | "rest">;

export type AnsweredLayer = {
  policy: PolicyKind;
  state: LayerState | "not-read";
  because: Reason[];
  /** The conditions that nobody knows to hold, each with its statement of the document `at`. */
  on: { at: string; statement: number; key: string; operator: string; values: readonly string[] }[];
  /** Of a layer that does not allow: the statements that would, with the conditions that do not hold. */
  nearly: (Reason & { failed: readonly FailedCondition[] })[];
  lacking: string[];
};

export type AccessAnswer = {
  sentence: string;
  effect: "allowed" | "explicitly-denied" | "implicitly-denied" | "conditional";
  outcomes: readonly string[];
  /** Whether the answer stays what it is whatever the policies say that were not read. */
  stands: boolean;
  blockedBy?: PolicyKind;
  hangsOn: string[];
  layers: AnsweredLayer[];
  documents: ShownDocument[];
  /** The roles of the estate whose policies took part, each with as of when they are known. */
  roles: RoleFacts[];
  lacking: Lacking[];
  /** What was assumed, and what the question itself does not fit, each in a sentence. */
  notes: string[];
};

/** Answers whether a role, or whoever has the pasted policies, may do an action on a resource, layer by layer with the deciding statements. */
export async function evaluateAccess(app: App, asker: Asker, input: Asked): Promise<AccessAnswer> {
  const catalogue = await readCatalogue();
  const action = knownAction(catalogue, input.action);
  const asked = { ...input, action: action.id };
  assertResource(asked.resource);
  const pasted = pastedTexts(asked);
  assertAffordable(
    catalogue,
    pasted.map(({ text }) => text),
  );
  assertContext(asked.context);
  pasted.forEach(assertOfKind);
  const of = await gatherPolicies(app, asker, asked);
  const { policies, documents, lacking } = of;
  const { request, assumed } = requestOf(app, asker.actor, { asked, of });
  const decision = evaluate(request, policies);
  const on = decision.effect === "conditional" ? decision.on : [];
  const near = nearMisses(request, policies);
  const layers = askByLayer(request, policies).map((layer) => {
    const missing = lacking.filter(({ policy }) => policy === layer.policy).map(({ what }) => what);
    return {
      policy: layer.policy,
      state: layer.state === "none" && missing.length > 0 ? ("not-read" as const) : layer.state,
      because: layer.because.flatMap((one) => reasonOf(one, documents)),
      on: layer.on.map(({ policy, document, level, statement, key, operator, values }) => ({
        at: documentId(policy, document, level),
        statement,
        key,
        operator,
        values,
      })),
      nearly: (layer.state === "silent" ? near : [])
        .filter(({ reason }) => reason.policy === layer.policy)
        .flatMap(({ reason, failed }) => reasonOf(reason, documents).map((shown) => ({ ...shown, failed }))),
      lacking: missing,
    };
  });
  const who = asked.role === undefined ? "whoever has these policies" : (parseRoleArn(asked.role)?.name ?? asked.role);
  return {
    sentence: capital(answerSentence({ who, ...asked, decision, lacking })),
    effect: decision.effect,
    outcomes: decision.effect === "conditional" ? decision.outcomes : [decision.effect],
    stands: stands(decision, lacking),
    ...(decision.blockedBy === undefined ? {} : { blockedBy: decision.blockedBy }),
    hangsOn: keysOf(on),
    layers,
    documents,
    roles: of.roles,
    lacking,
    notes: [...misfitOf(action, asked.resource), ...assumed],
  };
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
