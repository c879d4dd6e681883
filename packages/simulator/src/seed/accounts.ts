import type { AccountState } from "../world/account.ts";
import { COMPANY, ENVIRONMENTS, TEAMS, type Environment, type Team } from "./names.ts";
import { createRandom } from "./random.ts";

/** What an account is in the company; its roles follow from this and the seed alone. */
export type AccountPlan = {
  id: string;
  name: string;
  email: string;
  partition: string;
  state: AccountState;
  purpose: "management" | "hub" | "refusing" | "shared" | "team";
  team?: Team;
  environment?: Environment;
  /** More than 1 for a team's second and later accounts of one environment. */
  round: number;
  /** From below the root down. */
  units: readonly string[];
  tags: Record<string, string>;
};

type Sketch = Pick<AccountPlan, "name" | "purpose" | "units"> &
  Partial<Pick<AccountPlan, "team" | "environment" | "round" | "state">>;

const [PAYMENTS] = TEAMS;

function teamSketch(team: Team, environment: Environment, round: number): Sketch {
  const name = `${team.slug}-${environment}${round > 1 ? `-${round}` : ""}`;
  const units = environment === "sandbox" ? ["Sandbox"] : ["Workloads", team.title];
  return { name, purpose: "team", team, environment, round, units };
}

/** The first accounts of every size, so that three are enough for a hub and a workload, and four for a refusal. */
const FIRST: readonly Sketch[] = [
  { name: "larkspur-management", purpose: "management", units: [], environment: "prod" },
  { name: "larkspur-hub", purpose: "hub", units: ["Infrastructure"], environment: "prod" },
  ...(PAYMENTS ? [teamSketch(PAYMENTS, "prod", 1)] : []),
  { name: "sandbox-experiments", purpose: "refusing", units: ["Sandbox"], environment: "sandbox" },
  { name: "shared-services", purpose: "shared", units: ["Infrastructure"], environment: "prod" },
  { name: "security-audit", purpose: "shared", units: ["Security"], environment: "prod" },
  { name: "log-archive", purpose: "shared", units: ["Security"], environment: "prod" },
  { name: "network", purpose: "shared", units: ["Infrastructure"], environment: "prod" },
];

/** One account in each state that is not ACTIVE; they come on top of the number of accounts asked for. */
const INACTIVE: readonly Sketch[] = [
  { name: "legacy-warehouse", purpose: "shared", units: ["Suspended"], state: "SUSPENDED" },
  { name: "acquired-meadow", purpose: "shared", units: ["Suspended"], state: "PENDING_ACTIVATION" },
  { name: "campaign-2024", purpose: "shared", units: ["Suspended"], state: "PENDING_CLOSURE" },
  { name: "retired-intranet", purpose: "shared", units: ["Suspended"], state: "CLOSED" },
];

const GOVERNMENT: readonly Sketch[] = [
  { name: "larkspur-gov-management", purpose: "management", units: [], environment: "prod" },
  { name: "larkspur-gov-hub", purpose: "hub", units: ["Infrastructure"], environment: "prod" },
  { name: "public-sector-prod", purpose: "shared", units: ["Workloads", "Public Sector"], environment: "prod" },
  { name: "public-sector-staging", purpose: "shared", units: ["Workloads", "Public Sector"], environment: "staging" },
];

function* teamSketches(): Generator<Sketch> {
  const taken = new Set(FIRST.map(({ name }) => name));
  for (let round = 1; ; round++) {
    for (const team of TEAMS) {
      for (const environment of ENVIRONMENTS) {
        const sketch = teamSketch(team, environment, round);
        if (!taken.has(sketch.name)) yield sketch;
      }
    }
  }
}

function tagsOf({ environment, team }: Sketch): Record<string, string> {
  return {
    ...(environment ? { environment } : {}),
    ...(team ? { team: team.slug, "cost-center": `cc-${100 + ((team.slug.length * 7) % 80)}` } : {}),
    "managed-by": "terraform",
  };
}

function toPlan(sketch: Sketch, partition: string, seed: string): AccountPlan {
  const random = createRandom(`${seed}/account/${partition}/${sketch.name}`);
  const id = Array.from({ length: 12 }, () => random.below(10)).join("");
  return {
    state: "ACTIVE",
    round: 1,
    ...sketch,
    id,
    partition,
    email: `aws+${sketch.name}@${COMPANY.domain}`,
    tags: tagsOf(sketch),
  };
}

/** So many active accounts of the commercial organization, management and hub among them, then the inactive ones. */
export function planAccounts(seed: string, count: number): AccountPlan[] {
  const more = teamSketches().take(Math.max(0, count - FIRST.length));
  return [...FIRST.slice(0, Math.max(2, count)), ...more, ...INACTIVE].map((sketch) => toPlan(sketch, "aws", seed));
}

/** The four accounts of the GovCloud organization. */
export function planGovernmentAccounts(seed: string): AccountPlan[] {
  return GOVERNMENT.map((sketch) => toPlan(sketch, "aws-us-gov", seed));
}
