import { expandActions } from "../catalogue/expand.ts";
import { parsePolicy } from "../document.ts";
import { evaluate } from "../evaluate.ts";
import { applies, type Statement } from "../match-statement.ts";
import { type AccessRequest, toQuestion } from "../request.ts";
import { compiledOf } from "./documents.ts";
import type { Estate } from "./estate.ts";
import type { Grant } from "./grants-of.ts";
import { type Reach, REACHES } from "./key-reach.ts";
import { boundBy } from "./layers-of.ts";
import { type Reason, toReason } from "./reason.ts";
import { type Stranger, strangersFor } from "./strangers.ts";
import type { Target } from "./target.ts";

/** What every Deny leaves of a grant: how far it still reaches, undefined where nobody is left, and a statement that takes the rest. */
export type Left = { reach: Reach | undefined; takenBy: Reason | undefined };

const ANYTHING = parsePolicy(`{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}`);

/**
 * Answers what the Denies of the resource's own policy and of its resource control policies leave of a grant. Only what is
 * surely denied for all that it grants is taken; whoever may pass under some condition is left.
 */
export function leftOf(estate: Estate, target: Target, grant: Grant): Left {
  const { who, reach } = grant;
  const statement =
    target.policy && compiledOf(target.policy).statements.find(({ position }) => position === grant.because.statement);
  if (target.policy === undefined || statement === undefined || who.kind === "canonical-user")
    return { reach, takenBy: undefined };
  const controls = estate.guards(target.accountId ?? "").resourceControl.documents.flat();
  const tried = strangersFor(estate, target, { who, policies: [target.policy, ...controls] })
    .map((stranger) => ({ at: stranger.at, ...tryAs(estate, target, { stranger, statement, grant }) }))
    .filter(({ isGranted }) => isGranted);
  const through = tried.filter(({ takenBy }) => takenBy === undefined);
  const takenBy = tried.find((one) => one.takenBy !== undefined)?.takenBy;
  if (tried.length === 0 || takenBy === undefined) return { reach, takenBy: undefined };
  if (through.length === 0) return { reach: undefined, takenBy };
  if (who.kind !== "everyone" && who.kind !== "all-but") return { reach, takenBy: undefined };
  const farthest = Math.max(...through.map(({ at }) => REACHES.indexOf(at)));
  const most = REACHES.indexOf(reach);
  // One who is let through from outside leaves it to the whole world where nothing else told who that is.
  return farthest >= Math.min(most, REACHES.indexOf("outside"))
    ? { reach, takenBy: undefined }
    : { reach: REACHES[farthest], takenBy };
}

type Trial = { stranger: Stranger; statement: Statement; grant: Grant };

/** Tries everything that a grant gives to somebody: taken only where all of it is surely denied. */
function tryAs(estate: Estate, target: Target, { stranger, statement, grant }: Trial) {
  const requests = requestsOf(estate, target, { stranger, grant }).filter(
    (request) => statement.names(request.principal) !== "no" && applies(statement, toQuestion(request)) !== false,
  );
  let takenBy: Reason | undefined;
  for (const request of requests) {
    takenBy = deniedBy(estate, target, request);
    if (takenBy === undefined) break;
  }
  return { isGranted: requests.length > 0, takenBy };
}

function requestsOf(estate: Estate, target: Target, { stranger, grant }: Omit<Trial, "statement">): AccessRequest[] {
  const patterns = grant.actions.map((text) => text.replace(/^not /, ""));
  const element = grant.actions.some((text) => text.startsWith("not ")) ? "NotAction" : "Action";
  const service = target.isTrust ? "sts" : target.service;
  const actions = expandActions(estate.catalogue, { element, patterns }).filter((action) => action.service === service);
  return actions.flatMap(({ id }) =>
    grant.resources
      .filter((resource) => speaksOf(id, resource))
      .map((resource): AccessRequest => ({
        principal: stranger.principal,
        action: id,
        resource,
        resourceAccountId: target.accountId ?? "",
        context: { "aws:SecureTransport": "true", ...stranger.context },
        rest: "unknown",
      })),
  );
}

/** Of Amazon S3 some actions speak of objects, and the others of buckets. */
function speaksOf(action: string, resource: string): boolean {
  if (!action.startsWith("s3:") || (resource.split("/")[0] ?? "").endsWith("*")) return true;
  return resource.includes("/") === /object|multipart/i.test(action);
}

function deniedBy(estate: Estate, target: Target, request: AccessRequest): Reason | undefined {
  const { action } = request;
  const on = { ...target, question: { ...target.question, action }, action: action.toLowerCase() };
  const { resourceControl } = boundBy(estate, request.principal, on);
  const policy = target.policy && compiledOf(target.policy);
  const decision = evaluate(request, {
    identity: [ANYTHING],
    serviceControl: [],
    resourceControl: resourceControl.compiled,
    ...(target.isTrust ? { trust: policy } : { resource: policy }),
  });
  const [because] = decision.because;
  if (decision.effect !== "explicitly-denied" || because === undefined || because.effect === "none") return undefined;
  const source =
    because.policy === "resource-control"
      ? resourceControl.sources[because.level ?? 0]?.[because.document]
      : target.source;
  return toReason(because, source, target.source.holder);
}
