import { PAGES, type Rule, rulesOf } from "./rule.ts";

const principal = rulesOf("principals.ts", PAGES.principal);
const canonicalUser = rulesOf("principals.ts", PAGES.canonicalUser);
const notPrincipal = rulesOf("principals.ts", PAGES.notPrincipal);
const key = rulesOf("implied-keys.ts", PAGES.keys);
const SPARED = `effect === "Deny" ? !named.includes(false) : named.includes(true)`;

/** Whom a policy names, how strongly, and what a caller's own keys say. */
export const PRINCIPAL_RULES: readonly Rule[] = [
  principal(
    "* names the session itself",
    `if (names.everyone) return "direct";`,
    `if (names.everyone) return "account";`,
  ),
  principal("* under AWS is everyone", `everyone !== undefined || aws.includes("*")`, `everyone !== undefined`),
  principal(
    "an account's name only delegates to it",
    `namesAccount(names, principal) ? "account" : "no"`,
    `namesAccount(names, principal) ? "direct" : "no"`,
  ),
  principal("an account may be named", `namesAccount(names, principal) ? "account" : "no"`, `"no"`),
  principal("an account's root is of one partition", "[`${arn.partition}:${arn.accountId}`]", "[arn.accountId]"),
  principal("an account may be named by its id", `if (/^\\d{12}$/.test(name)) return [name];`, ``),
  principal("an account may be named by its root", `arn?.service === "iam" && arn.resource === "root" ?`, `false ?`),
  canonicalUser("an account may be named by its canonical user id", `canonical.has(canonicalUserId)`, `false`),
  canonicalUser("a canonical user id names one account", `canonical.has(canonicalUserId)`, `true`),
  principal("a session or user may be named itself", `if (names.aws.has(arn)) return`, `if (false) return`),
  principal(
    "a role named is weaker than a session named",
    `if (roleArn !== undefined && names.aws.has(roleArn)) return "role";`,
    `if (roleArn !== undefined && names.aws.has(roleArn)) return "direct";`,
  ),
  principal(
    "a role's sessions are named by the role",
    `if (roleArn !== undefined && names.aws.has(roleArn)) return "role";`,
    ``,
  ),
  principal("a role that asks itself is named as a role", `arn.includes(":role/") ? "role" : "direct"`, `"direct"`),
  principal("a service must be named", `return names.services.has(service) ? "direct" : "no";`, `return "direct";`),
  principal("a service may be named", `return names.services.has(service) ? "direct" : "no";`, `return "no";`),
  principal(
    "an identity provider must be named",
    `return names.federated.has(federated) ? "direct" : "no";`,
    `return "direct";`,
  ),
  principal(
    "an identity provider may be named",
    `return names.federated.has(federated) ? "direct" : "no";`,
    `return "no";`,
  ),
  notPrincipal("a Deny spares only who is named with role and account", SPARED, `named.includes(true)`),
  notPrincipal("an Allow skips who is named at all", SPARED, `!named.includes(false)`),
  notPrincipal("a Deny spares nobody who has a boundary", `effect === "Deny" && isBounded`, `false`),
  notPrincipal(
    "an identity provider is spared by its name alone",
    `if (federated !== undefined) return [names.federated.has(federated)];`,
    ``,
  ),
  notPrincipal("NotPrincipal * names nobody", `names.everyone || spared ? "no"`, `spared ? "no"`),
  key("aws:PrincipalArn of a session is its role's", `arn.includes(":assumed-role/") ? roleArn : arn`, `arn`),
  key("a session whose role is not known has no aws:PrincipalArn", `? roleArn : arn;`, `? (roleArn ?? arn) : arn;`),
  key("aws:PrincipalAccount of nobody is anonymous", `["aws:principalaccount", ["anonymous"]],`, ``),
  key("kms:CallerAccount is the caller's account", `...ofService(action, "kms", accountId),`, ``),
  key("s3:ResourceAccount is the resource's account", `, ...ofService(action, "s3", resourceAccountId)`, ``),
  key("keys of one service belong to its actions", `? [[OWN[service]`, `|| true ? [[OWN[service]`),
  key("a service has at least its own name", `["aws:principalservicenameslist", [principal.service]]`, ``),
  key("a service's other names may be unknown", ` && rest !== "unknown")`, `)`),
  key(
    "a session token tells whether MFA was used",
    `if (sessionToken !== undefined) values.push`,
    `if (false) values.push`,
  ),
  key("aws:PrincipalAccount is the caller's account", `["aws:principalaccount", [accountId]],`, ``),
  key("aws:PrincipalType tells a user", `return "User";`, `return "AssumedRole";`),
  key("aws:PrincipalType tells a federated user", `return "FederatedUser";`, `return "AssumedRole";`),
  key("aws:PrincipalType tells the root user", `arn.endsWith(":root") ? "Account"`, `arn.endsWith(":root") ? "User"`),
  key("aws:PrincipalType tells a role session", `: "AssumedRole";`, `: "Role";`),
  key("aws:username is the user's name", `if (user !== "") values.push`, `if (false) values.push`),
  key("aws:username lacks the path", `arn.slice(arn.lastIndexOf("/") + 1)`, `arn.slice(arn.indexOf("/") + 1)`),
  key("aws:ResourceAccount is the resource's account", `["aws:resourceaccount", [resourceAccountId]], `, ``),
  key("aws:PrincipalIsAWSService is true of a service", `["aws:principalisawsservice", ["true"]],`, ``),
  key("aws:PrincipalIsAWSService is false of anyone else", `["aws:principalisawsservice", ["false"]],`, ``),
  key("aws:PrincipalServiceName is the service's", `["aws:principalservicename", [service]],`, ``),
  key("aws:FederatedProvider is the identity provider", `: [["aws:federatedprovider", [federated]]];`, `: [];`),
  key("a SAML provider is no aws:FederatedProvider", `return isSaml(federated) ? [] :`, `return`),
  key("its user certainly lacks that key", ` || isSaml(federated) ?`, ` ?`),
  key("aws:userid of the root user is its account", `if (arn.endsWith(":root")) return accountId;`, ``),
  key("aws:userid of a federated user is its name", "`${accountId}:${federated}`", "federated"),
  key("aws:userid of nobody is anonymous", `["aws:userid", ["anonymous"]],`, ``),
  key("who does not sign lacks the keys of signed requests", `(anonymous === true ? SIGNED : [])`, `[]`),
];
