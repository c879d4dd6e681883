import type { Completion } from "@gatehouse/core/policy/assist/complete";
import type { Description } from "@gatehouse/core/policy/assist/describe";
import type { Spot } from "@gatehouse/core/policy/assist/place";

/** Who knows what can be written at a place of a policy, and what stands there. */
export type PolicyHelper = {
  complete(spot: Spot): Promise<Completion>;
  describe(spot: Spot): Promise<Description | null>;
};
