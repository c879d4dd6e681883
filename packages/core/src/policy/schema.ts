import { z } from "zod";

const Text = z.union([z.string(), z.array(z.string())]);
const Scalar = z.union([z.string(), z.number(), z.boolean()]);

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html */
const PrincipalElement = z.union([
  z.literal("*"),
  z.strictObject({
    AWS: Text.optional(),
    Service: Text.optional(),
    Federated: Text.optional(),
    CanonicalUser: Text.optional(),
  }),
]);
export type PrincipalElement = z.infer<typeof PrincipalElement>;

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition.html */
const ConditionElement = z.record(z.string(), z.record(z.string(), z.union([Scalar, z.array(Scalar)])));
export type ConditionElement = z.infer<typeof ConditionElement>;

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html */
const StatementElement = z
  .strictObject({
    Sid: z.string().optional(),
    Effect: z.enum(["Allow", "Deny"]),
    Principal: PrincipalElement.optional(),
    NotPrincipal: PrincipalElement.optional(),
    Action: Text.optional(),
    NotAction: Text.optional(),
    Resource: Text.optional(),
    NotResource: Text.optional(),
    Condition: ConditionElement.optional(),
  })
  .refine(
    ({ Action, NotAction }) => (Action === undefined) !== (NotAction === undefined),
    "needs Action or NotAction, and not both",
  )
  .refine(
    ({ Resource, NotResource }) => Resource === undefined || NotResource === undefined,
    "cannot have both Resource and NotResource",
  )
  .refine(
    ({ Principal, NotPrincipal }) => Principal === undefined || NotPrincipal === undefined,
    "cannot have both Principal and NotPrincipal",
  );
export type StatementElement = z.infer<typeof StatementElement>;

/**
 * Without a Version AWS reads a policy by the older language, which knows no variables.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_version.html
 */
export const PolicyElements = z.strictObject({
  Version: z.enum(["2012-10-17", "2008-10-17"]).default("2008-10-17"),
  Id: z.string().optional(),
  Statement: z.preprocess(
    (value) => (Array.isArray(value) || value === undefined ? value : [value]),
    z.array(StatementElement),
  ),
});

/** AWS writes a list of one as its only value, too. */
export function toList<Value>(value: Value | readonly Value[] | undefined): readonly Value[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? (value as readonly Value[]) : [value as Value];
}
