import { formatArn, parseRoleArn } from "../arn.ts";
import { Failure } from "../failure.ts";
import { conclude } from "./conclude.ts";
import type { Decision } from "./decision.ts";
import { parsePolicy, type PolicyDocument } from "./document.ts";
import { allowsBy, askResource, openHearing } from "./gather.ts";
import type { Statement } from "./match-statement.ts";
import { type AccessRequest, type Question, type RequestContext, toQuestion } from "./request.ts";

/**
 * Decides the trust policy's side alone: whether it lets the caller assume the role, or lets the caller's account decide.
 * For the whole decision give the trust policy to evaluate, beside the caller's own policies.
 */
export function evaluateTrust(request: AccessRequest, trustPolicy: PolicyDocument): Decision {
  return decide(toQuestion(request), trustPolicy);
}

function decide(question: Question, trustPolicy: PolicyDocument): Decision {
  const hearing = openHearing(question);
  const policy = "trust";
  const voices = [{ policy, allows: allowsBy(askResource(hearing, { policy }, trustPolicy)) } as const];
  return conclude(hearing, { certain: voices, possible: voices, unread: [] });
}

/** Whether the hub may assume a role, with a sentence for the person who wants to use it. */
export type LetsIn = { in: boolean; because: string };

/**
 * Tells whether a role's trust policy lets the hub in. A condition on a key that nobody knows before the call counts as
 * fulfilled, so that no usable role is shown as unusable; context holds what is known besides the hub's role.
 */
export function letsIn(trustPolicy: string, hubRoleArn: string, context: RequestContext = {}): LetsIn {
  const hub = readHub(hubRoleArn);
  try {
    const document = parsePolicy(trustPolicy);
    const answers = sessionsOf(hub, trustPolicy).map((session) =>
      explain(hubAsks({ hubRoleArn, accountId: hub.accountId, session }, context), document, hubRoleArn),
    );
    const answer = answers.find((one) => one.in) ?? answers[0];
    if (answer === undefined) throw new Failure("invalid", `${hubRoleArn} has no sessions.`);
    return answer.in ? answer : { in: false, because: answer.because + deletedPrincipals(trustPolicy) };
  } catch (error) {
    if (error instanceof Failure) return { in: false, because: `Its trust policy cannot be read. ${error.message}` };
    throw error;
  }
}

function explain(question: Question, trustPolicy: PolicyDocument, hubRoleArn: string): LetsIn {
  const decision = decide(question, trustPolicy);
  const { effect } = decision;
  if (effect === "allowed" || (effect === "conditional" && decision.outcomes.includes("allowed")))
    return { in: true, because: `Its trust policy allows sts:AssumeRole to ${hubRoleArn}.` };
  if (effect === "explicitly-denied")
    return { in: false, because: `Its trust policy denies sts:AssumeRole to ${hubRoleArn}.` };
  const unmet = trustPolicy.statements
    .filter((statement) => namesHub(statement, question))
    .flatMap((statement) => unmetConditions(statement, question));
  if (unmet.length === 0)
    return {
      in: false,
      because: `Its trust policy allows sts:AssumeRole neither to ${hubRoleArn} nor to that role's account.`,
    };
  const conditions = [...new Set(unmet)].join(", ");
  return {
    in: false,
    because: `Its trust policy names ${hubRoleArn}, but under a condition that does not hold: ${conditions}.`,
  };
}

/**
 * AWS shows the unique id of a role or user that was deleted; one made anew under the same name is not let in.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-roles
 */
function deletedPrincipals(trustPolicy: string): string {
  // An id that stands alone is a principal; in a condition on aws:userid a session's name follows it.
  const ids = [...new Set(trustPolicy.match(/(?<=")A(?:ROA|IDA)[A-Z0-9]{12,}(?=")/g))];
  return ids.length === 0
    ? ""
    : ` It names ${ids.join(", ")}, the id of a role or user that was deleted; name the new one's ARN instead.`;
}

const namesHub = (statement: Statement, question: Question): boolean =>
  statement.effect === "Allow" &&
  statement.names(question.request.principal) !== "no" &&
  statement.coversAction(question);

const unmetConditions = (statement: Statement, question: Question): string[] =>
  statement.conditions
    .filter((condition) => condition.holds(question) === false)
    .map(({ operator, key }) => `${operator} ${key}`);

/** Keys that the hub's own call certainly lacks: it is no service, brings no external id, and its session has no MFA. */
const ABSENT = [
  "sts:ExternalId",
  "aws:MultiFactorAuthPresent",
  "aws:MultiFactorAuthAge",
  "aws:SourceAccount",
  "aws:SourceArn",
  "aws:SourceOrgID",
  "aws:SourceOrgPaths",
  "aws:FederatedProvider",
  "saml:*",
];

type Hub = { partition: string; accountId: string; name: string };

function readHub(hubRoleArn: string): Hub {
  const hub = parseRoleArn(hubRoleArn);
  if (hub === undefined) throw new Failure("invalid", `${hubRoleArn} is not the ARN of a role.`);
  return hub;
}

/** A session of any name, and those that a trust policy names: nobody knows beforehand how the hub's is called. */
function sessionsOf({ partition, accountId, name }: Hub, trustPolicy: string): string[] {
  const begin = formatArn({ partition, service: "sts", region: "", accountId, resource: `assumed-role/${name}/` });
  const named = trustPolicy.split(`"${begin}`).slice(1);
  return [`${begin}*`, ...named.map((rest) => begin + rest.slice(0, Math.max(0, rest.indexOf('"'))))];
}

type Hubs = { hubRoleArn: string; accountId: string; session: string };

function hubAsks({ hubRoleArn, accountId, session }: Hubs, context: RequestContext): Question {
  const known = {
    "aws:SecureTransport": "true",
    "aws:ViaAWSService": "false",
    ...context,
  };
  return toQuestion({
    principal: { arn: session, accountId, roleArn: hubRoleArn },
    action: "sts:AssumeRole",
    resource: "",
    resourceAccountId: "",
    context: known,
    absent: ABSENT,
    rest: "unknown",
  });
}
