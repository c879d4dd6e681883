import type { Decision } from "../decision.ts";
import type { AccessRequest } from "../request.ts";
import { LAYER_NAMES } from "./layer-names.ts";

/**
 * AWS's own sentence for a refused request; shown replaces the resource where AWS prints another name than its ARN, e.g. "role Orders".
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html
 */
export function denialSentence(request: AccessRequest, decision: Decision, shown: string = request.resource): string {
  const refused = `User: ${request.principal.arn} is not authorized to perform: ${request.action} on resource: ${shown}`;
  const context = contextOf(request, decision);
  return context === undefined ? refused : `${refused} ${context}`;
}

function contextOf(
  { principal, resourceAccountId, action }: AccessRequest,
  { effect, blockedBy }: Decision,
): string | undefined {
  if (effect === "allowed" || effect === "conditional" || blockedBy === undefined) return undefined;
  // AWS tells a caller of another account nothing about the policies on the resource's side.
  const foreign = principal.accountId !== resourceAccountId;
  if (foreign && (blockedBy === "resource" || blockedBy === "trust" || blockedBy === "resource-control"))
    return undefined;
  const name = LAYER_NAMES[blockedBy];
  return effect === "explicitly-denied"
    ? `with an explicit deny in ${name.in}`
    : `because no ${name.no} allows the ${action} action`;
}
