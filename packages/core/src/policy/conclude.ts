import type { Because, Decision, Effect, PolicyKind } from "./decision.ts";
import { type Doubt, type Hearing, reasonOf } from "./gather.ts";
import { hangingOn } from "./hanging.ts";
import type { Truth } from "./truth.ts";

/** Whether one kind of policy, or one level of it, allows. */
export type Voice = { policy: PolicyKind; level?: number | undefined; allows: Truth };

/**
 * Those who must allow, in AWS's order: judged by the statements that certainly apply, and by those that may as well. A
 * resource-based policy that names the caller spares others from having to allow, so the two may differ.
 */
export type Demands = {
  certain: readonly Voice[];
  possible: readonly Voice[];
  /** Kinds that may be in the way by a policy that was not read. */
  unread: readonly PolicyKind[];
};

/**
 * Draws the decision from what was heard; an effect is listed as an outcome wherever the unknown keys might lead to it.
 * A policy that was not read matters only where the request might be allowed.
 */
export function conclude(hearing: Hearing, demands: Demands): Decision {
  const { denies, mayDeny, allows } = hearing;
  if (denies !== undefined) return { effect: "explicitly-denied", because: [denies], blockedBy: denies.policy };
  const silent = demands.possible.find((voice) => voice.allows === false);
  if (silent !== undefined && mayDeny.length === 0) return implicitDeny(silent);
  const doubtful = silent ?? demands.certain.find((voice) => voice.allows !== true);
  const unread = silent === undefined ? demands.unread : [];
  if (doubtful === undefined && mayDeny.length === 0 && unread.length === 0)
    return { effect: "allowed", because: allows };
  const mayAllow = silent === undefined && doubtful !== undefined ? decisive(hearing, demands) : [];
  const outcomes: Effect[] = [];
  if (silent === undefined) outcomes.push("allowed");
  if (mayDeny.length > 0 || unread.length > 0) outcomes.push("explicitly-denied");
  if (doubtful !== undefined || unread.length > 0) outcomes.push("implicitly-denied");
  const [deny] = mayDeny;
  return {
    effect: "conditional",
    outcomes,
    on: [...mayDeny, ...mayAllow].flatMap((doubt) => hangingOn(doubt, hearing.question)),
    ...(unread.length === 0 ? {} : { unread }),
    because: [
      ...mayDeny.map(reasonOf),
      ...(silent === undefined ? [...allows, ...mayAllow.map(reasonOf)] : [missing(silent)]),
    ],
    ...blockedBy(deny?.source.policy ?? doubtful?.policy ?? unread[0]),
  };
}

function implicitDeny(voice: Voice): Decision {
  return { effect: "implicitly-denied", because: [missing(voice)], blockedBy: voice.policy };
}

const missing = ({ policy, level }: Voice): Because => ({ policy, effect: "none", level });

const blockedBy = (policy: PolicyKind | undefined): { blockedBy?: PolicyKind } =>
  policy === undefined ? {} : { blockedBy: policy };

/** Of the statements that may allow those of whom it matters: a kind of policy that allows anyway hangs on none. */
function decisive({ mayAllow }: Hearing, { certain, possible }: Demands): Doubt[] {
  const wanting = certain.filter((voice) => voice.allows !== true);
  // Where fewer must allow once the caller is named, whether it is named matters too.
  const byName = possible.length < certain.length;
  return mayAllow.filter(
    ({ source }) =>
      wanting.some(({ policy, level }) => policy === source.policy && level === source.level) ||
      (byName && (source.policy === "resource" || source.policy === "trust")),
  );
}
