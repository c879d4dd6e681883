/** A team of the company: its slug stands in account names, its title in units and role names. */
export type Team = { slug: string; title: string; group: string };

export const COMPANY = { name: "Larkspur", domain: "larkspur.example" } as const;

const SLUGS = [
  "payments",
  "data-platform",
  "cloud-platform",
  "checkout",
  "search",
  "catalog",
  "identity",
  "streaming",
  "logistics",
  "billing",
  "messaging",
  "fraud",
  "growth",
  "media",
  "mobile",
  "analytics",
  "machine-learning",
  "developer-tools",
  "reliability",
  "partners",
] as const;

const GROUPS: Record<string, string> = { "data-platform": "data-platform", "cloud-platform": "cloud-platform" };

/** "data-platform" → "Data Platform". */
export function titleOf(slug: string): string {
  return slug
    .split("-")
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join(" ");
}

export const TEAMS: readonly Team[] = SLUGS.map((slug) => ({
  slug,
  title: titleOf(slug),
  group: GROUPS[slug] ?? `${slug}-engineering`,
}));

export const ENVIRONMENTS = ["prod", "staging", "dev", "sandbox"] as const;
export type Environment = (typeof ENVIRONMENTS)[number];

export const APPLICATIONS = [
  "api",
  "worker",
  "web",
  "ingest",
  "scheduler",
  "gateway",
  "etl",
  "notifier",
  "indexer",
  "reporter",
  "exporter",
  "sync",
  "auth",
  "cache-warmer",
  "thumbnailer",
  "ledger",
] as const;

/** Regions that a partition's seeded resources lie in. */
export const REGIONS: Record<string, readonly [string, ...string[]]> = {
  aws: ["us-east-1", "us-west-2", "eu-west-1", "ap-southeast-2"],
  "aws-us-gov": ["us-gov-west-1", "us-gov-east-1"],
};

export const SERVICES = [
  "ec2.amazonaws.com",
  "lambda.amazonaws.com",
  "ecs-tasks.amazonaws.com",
  "states.amazonaws.com",
  "glue.amazonaws.com",
] as const;
