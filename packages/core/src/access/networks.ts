import type { Person } from "../actor.ts";
import { Failure } from "../failure.ts";
import type { Settings } from "../settings.ts";
import { isCidr, isWithin } from "./cidr.ts";
import { comparedIdentities, EXACT_GROUPS, type Naming, normalizeIdentity } from "./identity.ts";

/** Where credentials work, as the config says; with neither network nor VPC nor own address they work from anywhere. */
export type NetworkRule = { networks: readonly string[]; vpcs: readonly string[]; own_address: boolean };

/** What a person's program asks for, and the address it asks from. */
export type NetworkWish = {
  address?: string | undefined;
  /** Asks for credentials that work from anywhere. */
  lift?: boolean;
  /** Ranges to narrow them to. */
  narrow?: readonly string[];
};

/** The ranges and VPCs from which credentials are to work; undefined means from anywhere. */
export type Networks = { ranges: readonly string[]; vpcs: readonly string[] } | undefined;

/** Decides from where credentials work: the rule can be lifted only where the settings allow it, and narrowed by anyone. */
export function decideNetworks(rule: NetworkRule, wish: NetworkWish, mayLift: boolean): Networks {
  const ruled = ruledNetworks(rule, wish, mayLift);
  const narrow = wish.narrow ?? [];
  if (narrow.length === 0) return ruled;
  for (const range of narrow) {
    if (!isCidr(range))
      throw new Failure("invalid", `${range.slice(0, 50)} is not an address range such as 10.0.0.0/8.`);
    if (ruled !== undefined && !ruled.ranges.some((outer) => isWithin(range, outer))) {
      throw new Failure("forbidden", `${range} lies outside of the networks that credentials may be used from.`);
    }
  }
  return { ranges: narrow, vpcs: [] };
}

function ruledNetworks(rule: NetworkRule, wish: NetworkWish, mayLift: boolean): Networks {
  if (rule.networks.length === 0 && rule.vpcs.length === 0 && !rule.own_address) return undefined;
  if (wish.lift === true) {
    if (mayLift) return undefined;
    throw new Failure(
      "forbidden",
      "You may not have credentials of this role without a network restriction: no_ip_restrictions in the settings does not name you for it.",
    );
  }
  if (!rule.own_address) return { ranges: rule.networks, vpcs: rule.vpcs };
  if (wish.address === undefined || !isCidr(wish.address)) {
    throw new Failure("forbidden", "Credentials are bound to your own address, and Gatehouse cannot tell which it is.");
  }
  return { ranges: [...rule.networks, hostRange(wish.address)], vpcs: rule.vpcs };
}

function hostRange(address: string): string {
  return `${address}/${address.includes(":") ? 128 : 32}`;
}

/** Whether the settings let this person have credentials of this role that work from anywhere. */
export function mayLiftNetworks(
  person: Person,
  roleArn: string,
  { rules, naming = EXACT_GROUPS }: { rules: Settings["no_ip_restrictions"]; naming?: Naming | undefined },
): boolean {
  const mine = new Set(comparedIdentities(person, naming));
  return Object.entries(rules).some(
    ([identity, { roles }]) =>
      mine.has(normalizeIdentity(identity, naming)) && (roles.includes("*") || roles.includes(roleArn)),
  );
}

/** What AWS takes at most: https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html */
const MOST_CHARACTERS = 2048;

/**
 * The session policy that binds credentials to networks. Calls that an AWS service makes on the session's behalf come
 * from AWS's own addresses and stay allowed; a call through a VPC endpoint has no public address and needs its VPC named.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_examples_aws_deny-ip.html
 */
export function networkPolicy({ ranges, vpcs }: NonNullable<Networks>): string {
  const policy = JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      { Effect: "Allow", Action: "*", Resource: "*" },
      {
        Effect: "Deny",
        Action: "*",
        Resource: "*",
        Condition: {
          ...(ranges.length > 0 && { NotIpAddressIfExists: { "aws:SourceIp": ranges } }),
          ...(vpcs.length > 0 && { StringNotEqualsIfExists: { "aws:SourceVpc": vpcs } }),
          BoolIfExists: { "aws:ViaAWSService": "false" },
        },
      },
    ],
  });
  if (policy.length <= MOST_CHARACTERS) return policy;
  throw new Failure("invalid", "These are more networks than AWS takes in one session policy. Name fewer.");
}
