import { z } from "zod";
import { parseArn } from "../../arn.ts";
import type { Findings } from "./denial.ts";
import { principalOf } from "./principal-of.ts";

const items = <Item extends z.ZodType>(item: Item) => z.object({ items: z.array(item) });

/** The answer of sts:DecodeAuthorizationMessage. https://docs.aws.amazon.com/IAM/latest/UserGuide/sts_example_sts_DecodeAuthorizationMessage_section.html */
const Decoded = z.object({
  allowed: z.boolean(),
  explicitDeny: z.boolean(),
  matchedStatements: items(z.object({ statementId: z.string().optional(), effect: z.string().optional() })).optional(),
  context: z.object({
    principal: z.object({ id: z.string().optional(), arn: z.string() }),
    action: z.string(),
    resource: z.string(),
    conditions: items(z.object({ key: z.string(), values: items(z.object({ value: z.string() })) })).optional(),
  }),
});

const Wrapped = z.object({ DecodedMessage: z.string() });

/** Reads a decoded authorization message, also as the CLI prints it; answers undefined for any other value. */
export function readDecoded(value: unknown): Findings | undefined {
  const wrapped = Wrapped.safeParse(value);
  const decoded = Decoded.safeParse(wrapped.success ? jsonOf(wrapped.data.DecodedMessage) : value);
  if (!decoded.success || decoded.data.allowed) return undefined;
  const { explicitDeny, matchedStatements, context } = decoded.data;
  const caller = principalOf(context.principal.arn);
  const service = parseArn(context.resource)?.service ?? "ec2";
  const denying = (matchedStatements?.items ?? []).filter(({ effect = "DENY" }) => effect === "DENY");
  const conditions = context.conditions?.items ?? [];
  const { id } = context.principal;
  return {
    principal: caller?.principal,
    action: context.action.includes(":") ? context.action : `${service}:${context.action}`,
    resource: context.resource,
    explicit: explicitDeny,
    statementIds: denying.flatMap(({ statementId }) => statementId ?? []),
    context: {
      ...(id === undefined ? {} : { "aws:userid": id }),
      ...Object.fromEntries(conditions.map(({ key, values }) => [key, values.items.map(({ value }) => value)])),
    },
    notes: caller?.notes ?? [],
  };
}

/** Answers the value of a JSON text, or undefined for any other text. */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
