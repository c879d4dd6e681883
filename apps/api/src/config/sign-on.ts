import { isCidr } from "@gatehouse/core/access/cidr";
import { MOST_TOKEN_DAYS } from "@gatehouse/core/api-token";
import ipaddr from "ipaddr.js";
import { z } from "zod";
import { OidcConfig } from "./oidc.ts";

const HeaderName = z
  .string()
  .regex(/^[A-Za-z0-9-]+$/, "a header's name is letters, digits and dashes")
  .transform((name) => name.toLowerCase());

const Cidr = z
  .string()
  .refine((text) => ipaddr.isValidCIDR(text) && isCidr(text), "an address range is written like 10.0.0.0/8 or ::1/128");

const DemoPerson = z.strictObject({
  /** Compared lower-cased with rules, as any e-mail. */
  name: z.string().min(1).toLowerCase(),
  display_name: z.string().min(1),
  about: z.string().default(""),
  groups: z.array(z.string().min(1)).default([]),
});

/** How people sign in; the methods are offered in this order. */
export const SignOn = z.strictObject({
  methods: z.array(z.enum(["demo", "header", "oidc"])).min(1, "name at least one sign-on method: oidc, header or demo"),
  /** Headers that a trusted proxy sets after it has signed the person in; groups are separated by commas. */
  header: z.strictObject({ user: HeaderName, groups: HeaderName.optional() }).optional(),
  /** Addresses whose headers are believed; nobody else's are. */
  trusted_proxies: z.array(Cidr).default([]),
  /** Lets people in whose name is no e-mail address: rules cannot tell such a name from a group of the same name. */
  plain_names: z.boolean().default(false),
  oidc: OidcConfig.optional(),
  demo_people: z.array(DemoPerson).default([]),
});
export type SignOn = z.infer<typeof SignOn>;

/** Whoever knows the secret signs in as anybody: a placeholder stands in every copy of the example. */
const Secret = z
  .string()
  .min(32, "a session secret has at least 32 characters")
  .refine(
    (text) => !/^\s*change.?me/i.test(text) && new Set(text).size > 1,
    "this secret is known to everybody: make one of your own with openssl rand -base64 32",
  );

/** How long a session lasts, and what signs its cookie: the first secret signs, all verify. */
export const SessionConfig = z.strictObject({
  secrets: z.array(Secret).default([]),
  absolute_hours: z.number().positive().max(168).default(12),
  idle_minutes: z.number().positive().max(1440).default(60),
});
export type SessionConfig = z.infer<typeof SessionConfig>;

/** API tokens of programs: how long one may live, and for how long it outlives its owner's last sign-on. */
export const TokensConfig = z.strictObject({
  most_days: z.int().min(1).max(MOST_TOKEN_DAYS).default(90),
  owner_days: z.int().min(1).max(MOST_TOKEN_DAYS).default(30),
});
