export type IndexDefinition = {
  name: string;
  hash: string;
  range?: string;
  /** The attributes that a query on the index answers besides all keys; texts and numbers only. */
  projection: "all" | readonly string[];
};

export type TableDefinition = {
  name: string;
  hash: string;
  range?: string;
  indexes: readonly IndexDefinition[];
  /** The attribute with the second after which a row counts as absent. */
  ttl?: string;
};

/** Other names for the tables, by the name they are declared with. */
export type TableNames = Readonly<Record<string, string>>;

export const ROLES = "consoleme_iamroles_global";
export const CONFIG = "consoleme_config_global";
export const ACCOUNTS = "gatehouse_accounts";
export const AUDIT = "gatehouse_audit";
export const CHALLENGES = "gatehouse_cli_challenges";
export const CLI_LOGINS = "gatehouse_cli_logins";
export const LISTINGS = "gatehouse_listings";
export const NOTES = "gatehouse_notes";
export const ONCE = "gatehouse_once";
export const PEOPLE = "gatehouse_people";
export const PREFERENCES = "gatehouse_preferences";
export const RUNS = "gatehouse_runs";
export const SESSIONS = "gatehouse_sessions";
export const TOKENS = "gatehouse_tokens";

export const CHALLENGES_OF_PERSON = "person-index";
export const LOGINS_OF_PERSON = "person-index";
export const AUDIT_OF_PERSON = "person-index";
export const AUDIT_OF_COMMAND = "command-index";
export const ROLES_OF_ACCOUNT = "accountId-index";
export const RUNS_OF_JOB = "job-index";
export const SESSIONS_OF_OWNER = "owner-index";
export const TOKENS_OF_OWNER = "owner-index";
export const RUNS_BY_START = "kind-index";

/** The incumbent's tables with its names and keys, so that an existing installation's can be used in place. */
const INCUMBENT: readonly TableDefinition[] = [
  {
    name: ROLES,
    hash: "arn",
    range: "accountId",
    indexes: [
      {
        name: ROLES_OF_ACCOUNT,
        hash: "accountId",
        range: "arn",
        projection: ["gatehouse_hash", "gatehouse_version", "ttl"],
      },
    ],
    ttl: "ttl",
  },
  { name: CONFIG, hash: "id", indexes: [] },
  {
    name: "consoleme_policy_requests",
    hash: "request_id",
    indexes: [{ name: "arn-request_id-index", hash: "arn", projection: "all" }],
  },
  {
    name: "consoleme_resource_cache",
    hash: "resourceId",
    range: "resourceType",
    indexes: [{ name: "arn-index", hash: "arn", projection: "all" }],
  },
  { name: "consoleme_cloudtrail", hash: "arn", range: "request_id", indexes: [], ttl: "ttl" },
  { name: "consoleme_users_global", hash: "username", indexes: [] },
  { name: "consoleme_notifications", hash: "predictable_id", indexes: [] },
];

const OURS: readonly TableDefinition[] = [
  { name: ACCOUNTS, hash: "id", indexes: [] },
  {
    name: AUDIT,
    hash: "day",
    range: "at",
    indexes: [
      { name: AUDIT_OF_PERSON, hash: "person", range: "at", projection: "all" },
      { name: AUDIT_OF_COMMAND, hash: "command", range: "at", projection: "all" },
    ],
  },
  {
    name: CHALLENGES,
    hash: "id",
    // Only challenges that wait to be opened carry a person.
    indexes: [{ name: CHALLENGES_OF_PERSON, hash: "person", projection: "all" }],
    ttl: "ttl",
  },
  {
    name: CLI_LOGINS,
    hash: "id",
    indexes: [{ name: LOGINS_OF_PERSON, hash: "person", projection: "all" }],
    ttl: "ttl",
  },
  { name: LISTINGS, hash: "accountId", range: "kind", indexes: [] },
  { name: NOTES, hash: "name", indexes: [] },
  { name: ONCE, hash: "name", indexes: [], ttl: "ttl" },
  { name: PEOPLE, hash: "person", indexes: [] },
  { name: PREFERENCES, hash: "person", indexes: [] },
  {
    name: RUNS,
    hash: "run",
    range: "position",
    // Only header rows carry these attributes, so that the indexes hold one row a run.
    indexes: [
      { name: RUNS_OF_JOB, hash: "job", range: "startedAt", projection: "all" },
      { name: RUNS_BY_START, hash: "kind", range: "startedAt", projection: "all" },
    ],
    ttl: "ttl",
  },
  {
    name: SESSIONS,
    hash: "id",
    indexes: [{ name: SESSIONS_OF_OWNER, hash: "owner", range: "createdAt", projection: ["expiresAt"] }],
    ttl: "ttl",
  },
  {
    name: TOKENS,
    hash: "id",
    indexes: [{ name: TOKENS_OF_OWNER, hash: "owner", range: "createdAt", projection: "all" }],
    ttl: "ttl",
  },
];

/** Every table there is, declared once: the adapters and the script that creates them read this list. */
export const TABLES: readonly TableDefinition[] = [...INCUMBENT, ...OURS];

/** Finds a declared table, or throws: a name that is not declared is a mistake in the program. */
export function definitionOf(tables: readonly TableDefinition[], name: string): TableDefinition {
  const table = tables.find((table) => table.name === name);
  if (table === undefined) throw new Error(`No table ${name} is declared`);
  return table;
}

/** Finds a table's declared index, or throws: a name that is not declared is a mistake in the program. */
export function indexOf(table: TableDefinition, name: string): IndexDefinition {
  const index = table.indexes.find((index) => index.name === name);
  if (index === undefined) throw new Error(`No index ${name} of ${table.name} is declared`);
  return index;
}
