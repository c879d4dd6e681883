import { z } from "zod";

/** What can be written at a place of a policy. */
export const PLACES = [
  "policy-element",
  "statement-element",
  "version",
  "effect",
  "action",
  "resource",
  "principal-kind",
  "principal",
  "operator",
  "condition-key",
  "condition-value",
] as const;
export const Place = z.enum(PLACES);
export type Place = z.infer<typeof Place>;

const NEAR_MOST = 100;
const Short = z.string().max(2_048);

/** A place in a policy, what stands there so far, and what stands near it that bears on it. */
export const Spot = z.object({
  place: Place,
  written: Short,
  /** The action patterns of the same statement. */
  actions: z.array(Short).max(NEAR_MOST).exactOptional(),
  /** The operator above a condition key or value. */
  operator: Short.exactOptional(),
  /** The condition key above a value. */
  key: Short.exactOptional(),
  /** The kind above a principal: AWS, Service, … */
  principalKind: Short.exactOptional(),
  /** The elements that stand already. */
  present: z.array(Short).max(NEAR_MOST).exactOptional(),
});
export type Spot = z.infer<typeof Spot>;

/** Something that can be written at a place; it is written as `insert` where that differs from how it is listed. */
export type Choice = {
  label: string;
  detail?: string;
  insert?: string;
  /** True where the rest is to be chosen next, as after the prefix of a service. */
  goesOn?: true;
};

/** What a policy may name in the estate around it. */
export type EstateNames = {
  partition: string;
  accounts(): Iterable<{ id: string; name: string }>;
  /** Roles whose ARN or name contains a text, so many at most. */
  roles(part: string, most: number): readonly { arn: string; name: string }[];
  /** Whether a role has exactly this ARN. */
  hasRole(arn: string): boolean;
};
