import { crossesAccounts } from "../across-accounts.ts";
import type { Catalogue } from "../catalogue/catalogue.ts";
import type { PolicyKind } from "../decision.ts";
import type { Policies } from "../evaluate.ts";
import { confirmAdditions, type Confirmed } from "./confirm-additions.ts";
import type { Denial } from "./denial.ts";
import { hasNoPolicies } from "../request.ts";
import { documentOf, ownerOf } from "./layer-owner.ts";
import { LAYER_NAMES } from "./layer-names.ts";
import { smallestStatement, type Smallest } from "./smallest-statement.ts";

/** What a denial asks for; policies are those that the asker knows to bear on the request. */
export type ExplainDenial = { denial: Denial; policies?: Policies | undefined };

/** A kind of policy that must change, in which document, and by whom. */
export type LayerToChange = { layer: PolicyKind; document: string; owner: string };

/** Which layers must change and how; an explicit deny is helped by no statement, so there are then none to add. */
export type DenialExplanation = {
  /** In a sentence. */
  because: string;
  change: readonly LayerToChange[];
  /** The smallest statements that allow it, in the order of change. */
  add: readonly Smallest[];
  /** What the known policies answer, where policies were given and the request is known well enough. */
  confirmed?: Confirmed | undefined;
  /** What the known policies say once all is added, in a sentence. */
  next?: string | undefined;
};

/**
 * Explains a denial: which layer must change, who usually owns it, and the smallest statement that would allow it.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html
 */
export function explainDenial({ denial, policies }: ExplainDenial, catalogue: Catalogue): DenialExplanation {
  const confirmed = policies && confirmAdditions(denial, policies, catalogue);
  const found = confirmed && findingsOf(confirmed);
  const closed = closedTo(denial);
  if (closed !== undefined) return { because: closed, change: [], add: [], ...found };
  const layers = layersOf(denial, confirmed);
  const explicit = denial.explicit ?? (confirmed === undefined ? undefined : confirmed.before === "explicitly-denied");
  const change = layers.map((layer) => ({ layer, document: documentOf(layer, denial), owner: ownerOf(layer, denial) }));
  const add =
    explicit === true || denial.setting !== undefined
      ? []
      : layers.flatMap((layer) => smallestStatement(denial, layer, catalogue) ?? []);
  return { because: sentence({ denial, explicit, change }), change, add, ...found };
}

/** What only the resource's own account can be permitted: no statement helps anybody else. */
function closedTo({ principal, callerAccountId, accountId, action, explicit }: Denial): string | undefined {
  const caller = principal?.accountId ?? callerAccountId;
  if (action === undefined || accountId === undefined || caller === undefined || explicit === true) return undefined;
  if (caller === accountId || crossesAccounts(action) || (principal && hasNoPolicies(principal))) return undefined;
  return `No policy lets account ${caller} use ${action} on what belongs to account ${accountId}: AWS keeps it to the users and roles of that account, so one of theirs must do it.`;
}

function findingsOf(confirmed: Confirmed): Pick<DenialExplanation, "confirmed" | "next"> {
  return { confirmed, next: nextOf(confirmed) };
}

function nextOf({ after, blockedBy, additions, denying }: Confirmed): string {
  const then = additions.length === 0 ? "By the policies that are known" : "With that added";
  if (after === "allowed") return `${then} it is allowed.`;
  if (after === "conditional") return `${then} it hangs on keys or policies that are not known.`;
  const name = blockedBy === undefined ? { no: "policy", in: "a policy" } : LAYER_NAMES[blockedBy];
  if (after === "implicitly-denied") return `Next blocked by: no ${name.no} allows it.`;
  const sids = denying.map(({ sid, statement }) => sid ?? `statement ${statement}`).join(", ");
  return `Next blocked by an explicit deny in ${name.in}${sids === "" ? "" : ` (${sids})`}.`;
}

/** AWS names one layer; across accounts both sides must allow, and AWS says nothing of the other side. */
function layersOf(denial: Denial, confirmed: Confirmed | undefined): PolicyKind[] {
  const known = [
    ...(confirmed?.additions.map(({ policy }) => policy) ?? []),
    ...(confirmed?.blockedBy === undefined ? [] : [confirmed.blockedBy]),
  ];
  const { layer, setting, principal, accountId, action, explicit } = denial;
  if (layer !== undefined) return [...new Set([layer, ...known])];
  if (setting !== undefined) return [];
  if (known.length > 0) return [...new Set(known)];
  if (explicit === true) return [];
  const onResource: PolicyKind = action?.toLowerCase().startsWith("sts:assumerole") === true ? "trust" : "resource";
  if (principal?.service !== undefined || principal?.federated !== undefined) return [onResource];
  const caller = principal?.accountId ?? denial.callerAccountId;
  const foreign = caller !== undefined && accountId !== undefined && caller !== accountId;
  if (foreign || onResource === "trust") return ["identity", onResource];
  return ["identity"];
}

function sentence({
  denial,
  explicit,
  change,
}: {
  denial: Denial;
  explicit: boolean | undefined;
  change: readonly LayerToChange[];
}): string {
  const { setting, action, statementIds = [] } = denial;
  const asked = action ?? "the request";
  if (setting !== undefined)
    return `${setting} refuses ${asked}: no policy overrules it, so the setting must change, or the request.`;
  const [first] = change;
  const ids = statementIds.length === 0 ? "" : ` (${statementIds.join(", ")})`;
  if (first === undefined)
    return `A policy denies ${asked} explicitly${ids}, and AWS does not say which: no statement that allows helps.`;
  if (explicit === true)
    return `${first.document} denies ${asked} explicitly${ids}: no statement that allows helps; that Deny must change, and it belongs to ${first.owner}.`;
  const documents = change.map(({ document }) => document).join(", and ");
  if (denial.layer === undefined)
    return `AWS does not say which policy is in the way. ${asked} must be allowed by ${documents}.`;
  const also = explicit === false ? "" : ", unless an explicit deny there is the reason";
  return `${asked} must be allowed by ${documents}${also}. It belongs to ${first.owner}.`;
}
