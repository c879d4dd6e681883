/** What AWS and its customers can tell of a provider that many organizations share. */
type Shared = {
  issuer: RegExp;
  /** The claim without a condition on which AWS refuses a trust policy; undefined where it takes any. */
  required?: "sub" | "aud";
  /** The claims any of which tells whose token it is. */
  telling: readonly string[];
};

const OF_GITHUB = [
  "repository",
  "repository_id",
  "repository_owner_id",
  "enterprise_id",
  "job_workflow_ref",
  "actor",
  "actor_id",
];

const SHARED: readonly Shared[] = [
  {
    issuer: /^(vs)?token\.actions\.githubusercontent\.com$/,
    required: "sub",
    telling: ["sub", ...OF_GITHUB],
  },
  { issuer: /^oidc-configuration\.audit-log\.githubusercontent\.com$/, required: "sub", telling: ["sub"] },
  {
    issuer: /^gitlab\.com$/,
    required: "sub",
    telling: ["sub", "namespace_id", "project_id", "user_id", "user_login", "user_email"],
  },
  {
    issuer: /^agent\.buildkite\.com$/,
    required: "sub",
    telling: ["sub", "organization_id", "organization_slug", "pipeline_id"],
  },
  {
    issuer:
      /^(app\.terraform\.io|oidc\.codefresh\.io|studio\.datachain\.ai\/api|scalr\.io|tokens\.cloud\.shisho\.dev|proidc\.upbound\.io)$/,
    required: "sub",
    telling: ["sub"],
  },
  {
    issuer: /^(rh-oidc\.s3\.us-east-1\.amazonaws\.com|oidc\.op1\.openshiftapps\.com)\//,
    required: "sub",
    telling: ["sub"],
  },
  {
    issuer: /^(api\.pulumi\.com\/oidc|sandboxes\.cloud|oidc\.vercel\.com|cognito-identity\.amazonaws\.com)$/,
    required: "aud",
    telling: ["aud"],
  },
  { issuer: /^(accounts\.google\.com|graph\.facebook\.com|www\.amazon\.com)$/, telling: ["sub", "id", "user_id"] },
];

/** Condition keys of a shared provider, in lower case. */
export type SharedKeys = { required: string | undefined; telling: readonly string[] };

/**
 * Answers which condition keys tell whose token a shared identity provider has signed, and which of them AWS demands of a
 * trust policy; undefined where a provider is one organization's own. The issuer is a host and path in lower case.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_oidc_secure-by-default.html
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#condition-keys-wif
 */
export function sharedKeys(issuer: string): SharedKeys | undefined {
  const shared = SHARED.find((one) => one.issuer.test(issuer));
  if (shared === undefined) return undefined;
  const { required, telling } = shared;
  return {
    required: required && `${issuer}:${required}`,
    telling: telling.map((claim) => `${issuer}:${claim}`),
  };
}

/** Answers the issuer of an OpenID Connect provider as a trust policy names it, in lower case; undefined for SAML. */
export function issuerOf(provider: string): string | undefined {
  return provider.includes(":saml-provider/") ? undefined : provider.replace(/^.*:oidc-provider\//, "").toLowerCase();
}
