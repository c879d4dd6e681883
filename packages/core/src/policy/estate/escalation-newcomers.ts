import { formatArn, parseArn } from "../../arn.ts";
import { BY_ITSELF } from "../catalogue/notable-actions.ts";
import { evaluate } from "../evaluate.ts";
import { wildcard } from "../wildcard.ts";
import { createDocuments } from "./documents.ts";
import type { Estate } from "./estate.ts";
import type { Held } from "./held.ts";
import { layersOf } from "./layers-of.ts";
import type { Able, Reaching } from "./reaching.ts";
import { requestsOn } from "./request-of.ts";
import { widened } from "../variable-pieces.ts";
import { targetOf } from "./target.ts";
import { mayBeAllowed } from "./who-can.ts";

/** A role or user that a principal can make, give any access and become. */
export type Newcomer = { by: readonly string[]; on: string; able: readonly Able[]; words: string };

const named = (pattern: RegExp): readonly string[] => BY_ITSELF.filter((action) => pattern.test(action));

const KINDS = [
  { kind: "role", create: "iam:CreateRole", give: named(/:(Attach|Put)RolePolicy$/), become: "sts:AssumeRole" },
  { kind: "user", create: "iam:CreateUser", give: named(/:(Attach|Put)UserPolicy$/), become: "iam:CreateAccessKey" },
] as const;

/**
 * Answers by which new roles and users, under names of its choice, a principal can get any access: whoever makes a role
 * writes its trust policy as well.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html
 */
export function newcomersOf(estate: Estate, reaching: Reaching): Newcomer[] {
  return KINDS.flatMap((row) => {
    const patterns = [...new Set(reaching.patternsOf(row.create))];
    const found = patterns.flatMap((pattern) => newcomer(estate, reaching, { ...row, pattern }));
    return found.slice(0, 1);
  });
}

type Making = (typeof KINDS)[number] & { pattern: string };

function newcomer(
  estate: Estate,
  { held, can }: Reaching,
  { kind, create, give, become, pattern }: Making,
): Newcomer[] {
  const resource = exampleOf(held, kind, pattern);
  if (resource === undefined || estate.principal(resource) !== undefined) return [];
  const making = can({ action: create, resource });
  if (making === undefined) return [];
  for (const action of give) {
    const giving = can({ action, resource });
    const becoming = kind === "role" ? assuming(estate, held, resource) : can({ action: become, resource });
    if (giving === undefined || becoming === undefined) continue;
    const words = `makes a ${kind} under ${pattern}, gives it any access and becomes it`;
    return [{ by: [create, action, become], on: pattern, able: [making, giving, becoming], words }];
  }
  return [];
}

/** An ARN of the principal's account that a pattern covers. */
function exampleOf({ principal }: Held, kind: string, pattern: string): string | undefined {
  const { partition = "aws", service = "iam" } = parseArn(principal.arn) ?? {};
  const text = widened(pattern);
  const arnOf = (resource: string): string =>
    formatArn({ partition, service, region: "", accountId: principal.accountId, resource });
  const written = parseArn(text)?.resource.replaceAll(/[*?]/g, "x");
  const examples = [arnOf(`${kind}/new`), ...(written?.startsWith(`${kind}/`) === true ? [arnOf(written)] : [])];
  return examples.find(wildcard(text));
}

/** Whether a role could be assumed whose trust policy names the principal. */
function assuming(estate: Estate, held: Held, resource: string): Able | undefined {
  const Statement = { Effect: "Allow", Principal: { AWS: held.principal.arn }, Action: "sts:AssumeRole" };
  const policy = createDocuments()(JSON.stringify({ Version: "2012-10-17", Statement }));
  const target = {
    ...targetOf(estate, { action: "sts:AssumeRole", resource }),
    policy,
    isTrust: true,
    mustAllow: true,
  };
  const decision = evaluate(requestsOn(estate, target)(held), layersOf(estate, held, target).policies);
  if (!mayBeAllowed(decision)) return undefined;
  return { effect: decision.effect === "conditional" ? "conditional" : "allowed", because: [] };
}
