import type { EligibleRole } from "@gatehouse/core/access/eligible-role";

/** A valid role for tests, which state only what they are about. */
export function aRole(about: Partial<EligibleRole> = {}): EligibleRole {
  const { accountId = "111111111111", name = "reader", path = "/" } = about;
  return {
    arn: `arn:aws:iam::${accountId}:role${path}${name}`,
    name,
    path,
    accountId,
    accountName: "payments-prod",
    partition: "aws",
    units: [],
    use: "console-and-cli",
    because: [{ identity: "payments", rule: { kind: "tag", tag: "consoleme-authorized" } }],
    ...about,
  };
}
