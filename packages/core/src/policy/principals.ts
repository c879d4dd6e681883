import { parseArn } from "../arn.ts";
import type { PrincipalTree } from "./grammar/tree.ts";
import type { Principal } from "./request.ts";

/**
 * How a resource-based policy names a caller; the order is that of strength. "direct" names the session or the user
 * itself, "role" the role behind a session, "account" delegates to the caller's account.
 */
export type Naming = "no" | "account" | "role" | "direct";

/** isBounded tells that a permissions boundary is attached to the caller. */
export type NamingTest = (principal: Principal, isBounded?: boolean) => Naming;

type Names = {
  everyone: boolean;
  aws: ReadonlySet<string>;
  accounts: ReadonlySet<string>;
  canonical: ReadonlySet<string>;
  services: ReadonlySet<string>;
  federated: ReadonlySet<string>;
};

/**
 * Reads a Principal element: no part of a name can be a wildcard, "*" alone is everyone.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */
export function compilePrincipal(element: PrincipalTree): NamingTest {
  const names = readNames(element);
  return (principal) => naming(names, principal);
}

/**
 * Reads a NotPrincipal element. A Deny spares only a caller of whom session, role and account are all named, because AWS
 * may check each of them, and never one who has a permissions boundary; an Allow skips a caller of whom any is named.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html
 */
export function compileNotPrincipal(element: PrincipalTree, effect: "Allow" | "Deny"): NamingTest {
  const names = readNames(element);
  return (principal, isBounded = false) => {
    if (effect === "Deny" && isBounded) return "direct";
    const named = identities(names, principal);
    const spared = effect === "Deny" ? !named.includes(false) : named.includes(true);
    return names.everyone || spared ? "no" : "direct";
  };
}

function readNames({ everyone, names }: PrincipalTree): Names {
  const of = (wanted: string): string[] => names.flatMap(({ kind, name }) => (kind === wanted ? [name.value] : []));
  const aws = of("AWS");
  return {
    everyone: everyone !== undefined || aws.includes("*"),
    aws: new Set(aws),
    accounts: new Set(aws.flatMap(accountNamedBy)),
    canonical: new Set(of("CanonicalUser")),
    services: new Set(of("Service")),
    federated: new Set(of("Federated")),
  };
}

/** An account is named by its id or by its root's ARN, which tells the partition; both mean the whole account. */
function accountNamedBy(name: string): string[] {
  if (/^\d{12}$/.test(name)) return [name];
  const arn = parseArn(name);
  return arn?.service === "iam" && arn.resource === "root" ? [`${arn.partition}:${arn.accountId}`] : [];
}

/** Amazon S3 knows an account by its canonical user id, too. https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-bucket-user-policy-specifying-principal-intro.html */
const namesAccount = ({ accounts, canonical }: Names, { arn, accountId, canonicalUserId }: Principal): boolean =>
  (accounts.size > 0 && (accounts.has(accountId) || accounts.has(`${partitionOf(arn)}:${accountId}`))) ||
  (canonicalUserId !== undefined && canonical.has(canonicalUserId));

/** What stands after "arn:". */
const partitionOf = (arn: string): string => arn.slice(4, Math.max(4, arn.indexOf(":", 4)));

function naming(names: Names, principal: Principal): Naming {
  const { arn, roleArn, service, federated, anonymous } = principal;
  // AWS: what "*" grants goes to the session itself, so no boundary or session policy limits it.
  if (names.everyone) return "direct";
  if (anonymous === true) return "no";
  if (service !== undefined) return names.services.has(service) ? "direct" : "no";
  if (federated !== undefined) return names.federated.has(federated) ? "direct" : "no";
  if (names.aws.has(arn)) return arn.includes(":role/") ? "role" : "direct";
  if (roleArn !== undefined && names.aws.has(roleArn)) return "role";
  return namesAccount(names, principal) ? "account" : "no";
}

function identities(names: Names, principal: Principal): boolean[] {
  const { arn, roleArn, service, federated } = principal;
  if (service !== undefined) return [names.services.has(service)];
  if (federated !== undefined) return [names.federated.has(federated)];
  const role = roleArn === undefined || roleArn === arn ? [] : [names.aws.has(roleArn)];
  return [names.aws.has(arn), ...role, namesAccount(names, principal)];
}
