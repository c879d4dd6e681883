import type { PolicyDocument } from "../document.ts";
import type { Policies } from "../evaluate.ts";
import { type Reason, reasonOf, type Source } from "../gather.ts";
import type { Statement } from "../match-statement.ts";
import { type AccessRequest, type Question, toQuestion } from "../request.ts";

/** A condition that does not hold, and what the request says of its key: undefined where it lacks the key. */
export type FailedCondition = {
  operator: string;
  key: string;
  values: readonly string[];
  actual: readonly string[] | undefined;
};

/** A statement that would allow, were it not for its conditions. */
export type NearMiss = { reason: Reason; failed: readonly FailedCondition[] };

/** Answers the Allow statements that name this action, this resource and this caller, and whose conditions do not hold. */
export function nearMisses(request: AccessRequest, policies: Policies): NearMiss[] {
  const question = toQuestion(request);
  return asked(policies).flatMap(({ source, documents }) =>
    documents.flatMap((document, index) =>
      document
        .about(question.service)
        .filter((statement) => isFor(statement, source, question))
        .map((statement) => ({
          reason: reasonOf({ source, document: index, statement }),
          failed: failedOf(statement, question),
        }))
        .filter(({ failed }) => failed.length > 0),
    ),
  );
}

type Asked = { source: Source; documents: readonly PolicyDocument[] };

function asked(policies: Policies): Asked[] {
  const levels = (policy: Source["policy"], of: Policies["serviceControl"] = []): Asked[] =>
    of.map((documents, level) => ({ source: { policy, level }, documents }));
  const one = (policy: Source["policy"], document: PolicyDocument | undefined): Asked[] =>
    document === undefined ? [] : [{ source: { policy }, documents: [document] }];
  return [
    ...levels("resource-control", policies.resourceControl),
    ...levels("service-control", policies.serviceControl),
    ...one("vpc-endpoint", policies.endpoint),
    ...one("resource", policies.resource),
    ...one("trust", policies.trust),
    { source: { policy: "identity" }, documents: policies.identity },
    ...one("boundary", policies.boundary),
    { source: { policy: "session" }, documents: policies.session ?? [] },
  ];
}

/** Kinds that stand with a resource and say whom they are about. */
const NAMING: readonly string[] = ["resource", "trust", "vpc-endpoint"];

function isFor(statement: Statement, { policy }: Source, question: Question): boolean {
  return (
    statement.effect === "Allow" &&
    statement.coversAction(question) &&
    statement.coversResource(question) !== false &&
    (NAMING.includes(policy) ? statement.names(question.request.principal) !== "no" : statement.hasResource)
  );
}

function failedOf({ conditions }: Statement, question: Question): FailedCondition[] {
  return conditions
    .filter((condition) => condition.holds(question) === false)
    .map(({ operator, key, values }) => ({ operator, key, values, actual: question.valuesOf(key.toLowerCase()) }));
}
