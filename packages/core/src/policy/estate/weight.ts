import type { AccessLevel } from "../catalogue/service.ts";

/** From deciding who may down to looking. */
export const LEVELS_BY_WEIGHT = [
  "Permissions management",
  "Write",
  "Tagging",
  "Read",
  "List",
] as const satisfies readonly AccessLevel[];

/** The services that decide over all others, or that keep what is worth most, come before the alphabet. */
const SERVICES_BY_WEIGHT: readonly string[] = [
  "iam",
  "sts",
  "organizations",
  "sso",
  "kms",
  "secretsmanager",
  "s3",
  "lambda",
  "ec2",
];

type Weighed = { service: string; level: AccessLevel };

/** Puts what can do most harm first: by access level, then by service. */
export function byWeight(one: Weighed, other: Weighed): number {
  return (
    LEVELS_BY_WEIGHT.indexOf(one.level) - LEVELS_BY_WEIGHT.indexOf(other.level) ||
    rankOf(one.service) - rankOf(other.service) ||
    (one.service < other.service ? -1 : Number(one.service > other.service))
  );
}

function rankOf(service: string): number {
  const rank = SERVICES_BY_WEIGHT.indexOf(service);
  return rank < 0 ? SERVICES_BY_WEIGHT.length : rank;
}
