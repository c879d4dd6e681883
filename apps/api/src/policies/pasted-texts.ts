import { Failure } from "@gatehouse/core/failure";
import type { PolicyKind } from "@gatehouse/core/policy/decision";
import { readPolicy } from "@gatehouse/core/policy/grammar/read-policy";
import { KIND_WORDS } from "@gatehouse/core/policy/kind-words";
import type { AskedDocuments } from "./evaluate-access.ts";

/** A text that was pasted, with what it is to be. */
export type PastedText = { kind: PolicyKind; text: string };

/** Kinds that are attached to principals or accounts and so name none; all others must. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html */
const WITHOUT_PRINCIPAL: readonly PolicyKind[] = ["identity", "boundary", "session", "service-control"];

/** Answers all texts that were pasted for a question. */
export function pastedTexts(asked: AskedDocuments): PastedText[] {
  const { identity, boundary, session, serviceControl, resourceControl, resourcePolicy, endpoint } = asked;
  const of = (kind: PolicyKind, texts: readonly (string | undefined)[] = []): PastedText[] =>
    texts.flatMap((text) => (text === undefined ? [] : [{ kind, text }]));
  return [
    ...of("identity", identity),
    ...of("boundary", [boundary]),
    ...of("session", [session]),
    ...of("service-control", serviceControl),
    ...of("resource-control", resourceControl),
    ...of("resource", [resourcePolicy]),
    ...of("vpc-endpoint", [endpoint]),
  ];
}

/** Throws "invalid" for a policy that AWS would refuse as one of its kind, for a principal that it must or must not name. */
export function assertOfKind({ kind, text }: PastedText): void {
  const mustName = !WITHOUT_PRINCIPAL.includes(kind);
  const wrong = readPolicy(text).tree.statements.find(({ principal }) => (principal !== undefined) !== mustName);
  if (wrong === undefined) return;
  const what = mustName
    ? "names no Principal, which every statement of such a policy must"
    : "has a Principal, which AWS refuses in such a policy";
  throw new Failure("invalid", `The pasted ${KIND_WORDS[kind]}: its statement ${wrong.index + 1} ${what}.`);
}
