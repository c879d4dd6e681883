import { ADMIN_GROUP_KEYS } from "@gatehouse/core/admin-groups";
import { AccountId } from "@gatehouse/core/arn";
import { Environment } from "@gatehouse/core/account";
import { Hub } from "@gatehouse/core/hub";
import { Settings } from "@gatehouse/core/settings";
import { z } from "zod";
import { CliConfig, CredentialsConfig } from "./credentials.ts";
import { MetricsConfig, StopConfig } from "./operation.ts";
import { SessionConfig, SignOn, TokensConfig } from "./sign-on.ts";
import { StorageConfig } from "@gatehouse/store/storage-config";

const Words = z.array(z.string().min(1));

/** How an account's environment is told: by an account tag, else by a word in its innermost unit, else by a word in its name. */
const Environments = z.strictObject({
  tag: z.string().min(1).default("environment"),
  words: z
    .strictObject({
      prod: Words.optional(),
      staging: Words.optional(),
      dev: Words.optional(),
      sandbox: Words.optional(),
    })
    .prefault({})
    .transform((words) => ({
      prod: words.prod ?? ["prod", "production", "prd", "live"],
      staging: words.staging ?? ["staging", "stage", "stg", "preprod"],
      dev: words.dev ?? ["dev", "development", "test", "qa"],
      sandbox: words.sandbox ?? ["sandbox", "sbx", "playground"],
    })),
});

/** An account that the operator names: it is added where Organizations does not list it, and its name wins. */
const NamedAccount = z.strictObject({
  id: AccountId,
  name: z.string().min(1),
  /** The name of the hub that reaches it; absent: the first one. */
  hub: z.string().min(1).optional(),
  environment: Environment.optional(),
});

/** Role tags that grant: the values are identities, split at ":". */
const Tags = z.strictObject({
  console_and_cli: Words.default(["consoleme-authorized"]),
  cli_only: Words.default(["consoleme-authorized-cli-only", "consoleme-owner-dl"]),
  /** Tags whose value names a role's owner in what other tools read; the first that a role carries counts. */
  owner: Words.default([]),
});

/** Everything an operator can say in gatehouse.yaml; a key that is not here is an error. */
export const Config = z.strictObject({
  listen: z
    .strictObject({ host: z.string().min(1).default("127.0.0.1"), port: z.int().min(0).max(65_535).default(8081) })
    .prefault({}),
  /** The address in people's browsers, without a path; absent: the listen address. */
  public_url: z
    .url({ protocol: /^https?$/ })
    .refine(
      (url) => new URL(url).pathname === "/" && !url.includes("?"),
      "the public URL has no path: Gatehouse lives at the root of its host",
    )
    .optional(),
  organization: z.string().min(1).default("Your organization"),
  /** The folder that holds the built web pages; absent: the one built beside this program. */
  web: z.string().min(1).optional(),
  sign_on: SignOn,
  session: SessionConfig.prefault({}),
  tokens: TokensConfig.prefault({}),
  cli: CliConfig.prefault({}),
  credentials: CredentialsConfig.prefault({}),
  hubs: z
    .array(Hub)
    .min(1, "name at least one hub")
    .refine((hubs) => new Set(hubs.map((hub) => hub.name)).size === hubs.length, "two hubs have the same name")
    .refine(
      (hubs) => new Set(hubs.map((hub) => hub.partition)).size === hubs.length,
      "two hubs have the same partition",
    ),
  accounts: z.array(NamedAccount).default([]),
  environments: Environments.prefault({}),
  tags: Tags.prefault({}),
  /** Programs of the installation's own that grant besides tags and settings, by their files. */
  hooks: Words.default([]),
  groups: z
    .strictObject({
      ...ADMIN_GROUP_KEYS,
      /** Compares groups without regard to case; e-mails are always compared so. */
      lower_case: z.boolean().default(false),
    })
    .prefault({}),
  /** The incumbent's dynamic configuration, used where the configuration table has no row. */
  dynamic_config: Settings.prefault({}),
  storage: StorageConfig.prefault({}),
  metrics: MetricsConfig.optional(),
  stop: StopConfig.prefault({}),
  jobs: z.strictObject({ sync_minutes: z.int().min(5).max(1440).default(45) }).prefault({}),
});
export type Config = z.infer<typeof Config>;

/** The address in people's browsers, as an origin: scheme, host and port. */
export function publicOrigin(config: Config): string {
  if (config.public_url !== undefined) return new URL(config.public_url).origin;
  const { host, port } = config.listen;
  return new URL(`http://${host.includes(":") ? `[${host}]` : host}:${port}`).origin;
}
