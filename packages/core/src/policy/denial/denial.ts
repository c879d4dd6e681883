import { AccountId, parseArn } from "../../arn.ts";
import type { Catalogue } from "../catalogue/catalogue.ts";
import type { PolicyKind } from "../decision.ts";
import type { Principal, RequestContext } from "../request.ts";
import { LAYER_NAMES } from "./layer-names.ts";

/** What a text says of a denied request; what it does not say is undefined. */
export type Findings = {
  principal?: Principal | undefined;
  /** Where only the caller's account is known. */
  callerAccountId?: string | undefined;
  action?: string | undefined;
  /** The API operation, where its action is not certain. */
  operation?: string | undefined;
  resource?: string | undefined;
  /** How AWS named the resource, where not by its ARN. */
  shown?: string | undefined;
  /** The account of the resource. */
  accountId?: string | undefined;
  layer?: PolicyKind | undefined;
  explicit?: boolean | undefined;
  policyArn?: string | undefined;
  /** The ids of the statements that AWS says denied. */
  statementIds?: readonly string[] | undefined;
  /** A setting of the resource that refused, which no policy overrules, e.g. "BlockPublicPolicy". */
  setting?: string | undefined;
  context?: RequestContext | undefined;
  /** What else the reader must know, each a sentence. */
  notes?: readonly string[] | undefined;
};

/** A denied request as far as it is known; unknown says the rest, each a sentence. */
export type Denial = Omit<Findings, "context" | "notes"> & {
  from: "sentence" | "event" | "decoded-message";
  context: RequestContext;
  notes: readonly string[];
  unknown: readonly string[];
};

/** Completes findings by what follows from them, and says in sentences what stays unknown. */
export function toDenial(from: Denial["from"], findings: Findings, catalogue: Catalogue): Denial {
  const action = findings.action === undefined ? undefined : catalogue.action(findings.action);
  const known: Findings = { ...findings, action: action?.id ?? findings.action };
  // An action without resource types is asked of "*", whatever the text shows.
  if (action?.resources.length === 0 && parseArn(known.resource ?? "") === undefined) known.resource = "*";
  known.accountId = accountOf(known);
  const { context = {}, notes = [], ...rest } = known;
  const notOurs = known.action !== undefined && action === undefined;
  return {
    from,
    ...rest,
    context,
    notes: notOurs ? [...notes, `The action ${known.action} is not in the catalogue of AWS's actions.`] : notes,
    unknown: unknownOf(known),
  };
}

function accountOf({ accountId, resource, principal }: Findings): string | undefined {
  const own = parseArn(resource ?? "")?.accountId;
  if (AccountId.safeParse(own).success) return own;
  return accountId ?? (resource === "*" ? principal?.accountId : undefined);
}

function unknownOf(known: Findings): string[] {
  const { principal, action, operation, resource, shown, accountId, layer, explicit, setting } = known;
  const sentences: (string | false)[] = [
    principal === undefined && "It is not said who asked.",
    action === undefined &&
      `It is not said which action was asked${operation === undefined ? "" : `; the operation was ${operation}`}.`,
    resource === undefined &&
      `It is not said which resource was asked for${shown === undefined ? "" : ` but by the name ${shown}`}.`,
    accountId === undefined && "It is not said in which account the resource lies.",
    layer === undefined && setting === undefined && layerUnknown(known),
    layer !== undefined &&
      explicit === undefined &&
      `It is not said whether ${LAYER_NAMES[layer].in} denies, or none allows.`,
  ];
  return sentences.filter((sentence) => sentence !== false);
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html */
function layerUnknown({ principal, accountId, explicit }: Findings): string {
  const which =
    explicit === true
      ? "It is not said which kind of policy denies."
      : "It is not said which kind of policy is in the way.";
  const foreign = principal !== undefined && accountId !== undefined && principal.accountId !== accountId;
  return foreign
    ? `${which} AWS tells a caller of another account nothing about the policies on the resource's side, so look there first.`
    : which;
}
