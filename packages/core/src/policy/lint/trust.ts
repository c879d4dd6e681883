import { issuerOf, sharedKeys } from "../facts/shared-providers.ts";
import type { PrincipalName, StatementTree } from "../grammar/tree.ts";
import { check, guide, type Rule } from "./rule.ts";
import { allowsEveryone, isNarrowedBy } from "./statement-facts.ts";

const OIDC = guide("id_roles_create_for-idp_oidc.html");
const SECURE = guide("id_roles_providers_oidc_secure-by-default.html");
const DEPUTY = guide("confused-deputy.html");
const EXTERNAL_ID = guide("id_roles_common-scenarios_third-party.html");

/** Services that say for which resource and account they assume a role. */
const SAYS_FOR_WHOM: readonly string[] = ["scheduler", "states", "ecs-tasks", "bedrock", "pipes", "codebuild"];

/** The keys by which a service says for whom it acts. */
const SOURCES = ["aws:sourceaccount", "aws:sourcearn", "aws:sourceorgid", "aws:sourceorgpaths"];

/** What narrows a statement that lets in everybody to callers that were chosen. */
const CALLERS = [
  "aws:principalarn",
  "aws:principalaccount",
  "aws:principalorgid",
  "aws:principalorgpaths",
  "aws:userid",
  "sts:externalid",
];

/** A subject that begins with a wildcard, be it behind its kind. */
const OPEN = /^([a-z_]+:)?[*?]/i;

/** A subject whose kind, or first name behind it, is left open: anybody can take a name such as my-org-2 for repo:my-org*. */
const OPEN_NAME = /^[a-z_]*[*?]|^[a-z_]+:[^/:]*[*?]/i;

const providers = ({ effect, principal }: StatementTree): { provider: string; name: PrincipalName["name"] }[] =>
  effect === "Allow" && principal?.element === "Principal"
    ? principal.names.flatMap(({ kind, name }) => {
        const provider = kind === "Federated" ? issuerOf(name.value) : undefined;
        return provider === undefined ? [] : [{ provider, name }];
      })
    : [];

/** Who is let in by trust policies. */
export const TRUST_RULES: readonly Rule[] = [
  {
    id: "trust-everyone",
    severity: "warning",
    explains: "A role that everybody may assume is open to every AWS account in the world.",
    see: check("access-analyzer-reference-policy-checks-error-role-trust-policy-unsupported-wildcard-in-principal"),
    on: ["trust"],
    statement(statement, _subject, tell) {
      if (allowsEveryone(statement) && statement.principal !== undefined && !isNarrowedBy(statement, ...CALLERS))
        tell(statement.principal, "Every AWS account in the world may assume this role.");
    },
  },
  {
    id: "oidc-shared-without-sub",
    severity: "error",
    explains: "AWS refuses to trust a shared identity provider without a condition on whose workflow asks.",
    see: SECURE,
    on: ["trust"],
    statement(statement, _subject, tell) {
      for (const { provider, name } of providers(statement)) {
        const key = sharedKeys(provider)?.required;
        if (key !== undefined && !isNarrowedBy(statement, key))
          tell(name, `Every user of ${provider} gets in: add a condition on ${key}.`);
      }
    },
  },
  {
    id: "oidc-without-sub",
    severity: "warning",
    explains: "Without a condition on the subject everybody whom the provider knows gets in.",
    see: OIDC,
    on: ["trust"],
    statement(statement, _subject, tell) {
      for (const { provider, name } of providers(statement)) {
        const isPlain = !name.value.startsWith("arn:");
        if (sharedKeys(provider) !== undefined || isPlain || isNarrowedBy(statement, `${provider}:sub`)) continue;
        tell(name, `Everybody whom ${provider} knows gets in: add a condition on ${provider}:sub.`);
      }
    },
  },
  {
    id: "oidc-without-aud",
    severity: "warning",
    explains: "The audience tells a token that was made for AWS from one that was made for somebody else.",
    see: OIDC,
    on: ["trust"],
    statement(statement, _subject, tell) {
      for (const { provider, name } of providers(statement))
        if (!isNarrowedBy(statement, `${provider}:aud`, `${provider}:app_id`, `${provider}:oaud`))
          tell(name, `Tokens of ${provider} for any audience are taken: add a condition on ${provider}:aud.`);
    },
  },
  {
    id: "oidc-sub-wildcard",
    severity: "warning",
    explains: "A pattern that leaves the organization open lets in the repositories of strangers.",
    see: SECURE,
    on: ["trust"],
    statement({ effect, conditions }, _subject, tell) {
      if (effect !== "Allow") return;
      for (const { lower, test, values } of conditions) {
        if (test?.name !== "StringLike" || !/\.[^:]*:sub$/.test(lower)) continue;
        const isShared = sharedKeys(lower.slice(0, -":sub".length)) !== undefined;
        for (const node of values)
          if ((isShared ? OPEN_NAME : OPEN).test(String(node.value)))
            tell(node, `${String(node.value)} leaves open whose it is.`);
      }
    },
  },
  {
    id: "saml-without-aud",
    severity: "warning",
    explains: "Without a condition on the audience an assertion that was made for another service is taken.",
    see: guide("id_roles_create_for-idp_saml.html"),
    on: ["trust"],
    statement(statement, _subject, tell) {
      const { effect, principal } = statement;
      if (effect !== "Allow" || isNarrowedBy(statement, "saml:aud", "saml:iss", "saml:sub", "saml:edupersonorgdn"))
        return;
      for (const { kind, name } of principal?.names ?? [])
        if (kind === "Federated" && name.value.includes(":saml-provider/"))
          tell(name, "Add a condition on SAML:aud: the sign-in address of AWS for which the assertion was made.");
    },
  },
  {
    id: "trust-service-without-source",
    severity: "suggestion",
    explains:
      "A service acts for many customers; without a condition on its source another's resource may use this role.",
    see: DEPUTY,
    on: ["trust"],
    statement(statement, _subject, tell) {
      if (statement.effect !== "Allow" || isNarrowedBy(statement, ...SOURCES)) return;
      for (const { kind, name } of statement.principal?.names ?? [])
        if (kind === "Service" && SAYS_FOR_WHOM.includes(name.value.split(".")[0] ?? ""))
          tell(name, `${name.value} says for whom it acts: add a condition on aws:SourceAccount or aws:SourceArn.`);
    },
  },
  {
    id: "third-party-without-external-id",
    severity: "warning",
    explains: "A third party acts for many customers; the external id keeps one of them from using another's role.",
    see: EXTERNAL_ID,
    on: ["trust"],
    statement(statement, { surroundings: { accounts } }, tell) {
      if (accounts === undefined || statement.effect !== "Allow") return;
      if (isNarrowedBy(statement, "sts:externalid", "aws:principalorgid")) return;
      for (const { kind, name } of statement.principal?.names ?? []) {
        const account = /^(?:arn:[^:]*:[^:]*::)?(\d{12})/.exec(name.value)?.[1];
        if (kind === "AWS" && account !== undefined && !accounts.has(account))
          tell(name, `Account ${account} is not of this organization: demand an sts:ExternalId.`);
      }
    },
  },
];
