import { wrongPrincipal } from "../facts/principal-forms.ts";
import { issuerOf, sharedKeys } from "../facts/shared-providers.ts";
import type { PrincipalName, StatementTree } from "../grammar/tree.ts";
import { guide, type Rule } from "./rule.ts";
import { isNarrowedBy } from "./statement-facts.ts";

const OIDC = guide("id_roles_create_for-idp_oidc.html");
const SECURE = guide("id_roles_providers_oidc_secure-by-default.html");

/** Microsoft's own tenant, from which Sentinel comes: AWS demands that its roles name the session. */
const SENTINEL = /^sts\.windows\.net\/33e01921-4d64-4f8c-a055-5bdaffd5e33d\/?$/;

/** A subject that begins with a wildcard, be it behind its kind. */
const OPEN = /^([a-z_]+:)?[*?]/i;

/** A subject whose kind, or first name behind it, is left open: anybody can take a name such as my-org-2 for repo:my-org*. */
const OPEN_NAME = /^[a-z_]*[*?]|^[a-z_]+:[^/:]*[*?]/i;

const providers = ({ effect, principal }: StatementTree): { provider: string; name: PrincipalName["name"] }[] =>
  effect === "Allow" && principal?.element === "Principal"
    ? principal.names.flatMap(({ kind, name }) => {
        const isProvider = kind === "Federated" && wrongPrincipal(kind, name.value) === undefined;
        const provider = isProvider ? issuerOf(name.value) : undefined;
        return provider === undefined ? [] : [{ provider, name }];
      })
    : [];

/** The key without which AWS refuses a trust policy for a provider that many organizations share. */
const requiredOf = (provider: string): string | undefined =>
  SENTINEL.test(provider) ? "sts:RoleSessionName" : sharedKeys(provider)?.required;

/** Whether a claim is compared: every token has it, so that neither IfExists nor ForAllValues lets one pass without. */
function comparesClaim(statement: StatementTree, ...keys: readonly string[]): boolean {
  const conditions = statement.conditions.map(({ test, ...condition }) => ({
    ...condition,
    test: test && { ...test, set: undefined, ifExists: false },
  }));
  return isNarrowedBy({ ...statement, conditions }, ...keys.map((key) => key.toLowerCase()));
}

/** Who is let in by trust policies from outside of AWS. */
export const FEDERATION_RULES: readonly Rule[] = [
  {
    id: "oidc-shared-without-claim",
    severity: "error",
    explains: "AWS refuses to trust a shared identity provider without a condition on whose workflow asks.",
    see: SECURE,
    on: ["trust"],
    statement(statement, _subject, tell) {
      for (const { provider, name } of providers(statement)) {
        const key = requiredOf(provider);
        if (key !== undefined && !comparesClaim(statement, key))
          tell(name, `${provider} serves everybody: a role that it leads to needs a condition on ${key}.`);
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
        const isShared = sharedKeys(provider) !== undefined || requiredOf(provider) !== undefined;
        if (isShared || !name.value.startsWith("arn:") || comparesClaim(statement, `${provider}:sub`)) continue;
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
      for (const { provider, name } of providers(statement)) {
        // Where AWS demands the audience, its lack is an error already.
        if (requiredOf(provider) === `${provider}:aud`) continue;
        if (comparesClaim(statement, `${provider}:aud`, `${provider}:app_id`, `${provider}:oaud`)) continue;
        const any = name.value.startsWith("arn:") ? "audience that is registered with the provider" : "application";
        tell(name, `Tokens of ${provider} for any ${any} are taken: add a condition on ${provider}:aud.`);
      }
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
];
