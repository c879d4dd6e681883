import { z } from "zod";

const Claim = z.string().min(1);

/** Where groups may be read from, tried in the order named. */
export const GROUP_SOURCES = ["id_token", "access_token", "userinfo"] as const;
export type GroupSource = (typeof GROUP_SOURCES)[number];

/** The OpenID Connect provider that signs people in. */
export const OidcConfig = z.strictObject({
  /** The issuer, as its own discovery document spells it. */
  issuer: z
    .url({ protocol: /^https?$/ })
    .refine(
      (url) => !url.includes("/.well-known/"),
      "name the issuer alone: where its discovery document lies is known (/.well-known/openid-configuration)",
    ),
  client_id: z.string().min(1),
  /** Absent: a public client, which proves itself by PKCE alone. */
  client_secret: z.string().min(1).optional(),
  client_auth: z.enum(["basic", "post"]).default("basic"),
  scopes: z
    .array(z.string().regex(/^[\x21\x23-\x5B\x5D-\x7E]+$/, "a scope is one word"))
    .refine((scopes) => scopes.includes("openid"), "OpenID Connect needs the scope openid")
    .default(["openid", "email", "profile"]),
  email_claim: Claim.default("email"),
  name_claim: Claim.default("name"),
  /** A claim's name, or a path to it with dots, e.g. realm_access.roles. */
  groups_claim: Claim.default("groups"),
  groups_from: z.array(z.enum(GROUP_SOURCES)).default(["id_token", "userinfo"]),
  /** The audience that an access token must name before its groups are believed; absent: any. */
  access_token_audience: z.string().min(1).optional(),
  /** Lets people in whose e-mail the provider itself calls unverified. */
  allow_unverified_email: z.boolean().default(false),
  /** What the button on the sign-in page says. */
  label: z.string().min(1).default("Sign in with your organization"),
  timeout_seconds: z.number().positive().max(30).default(5),
});
export type OidcConfig = z.infer<typeof OidcConfig>;
