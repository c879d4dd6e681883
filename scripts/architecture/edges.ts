/** Which of our packages a workspace may depend on at run time, and which more its tests may. */
export type Edges = { runTime: readonly string[]; tests: readonly string[] };

/** The picture in ARCHITECTURE.md, as a table. */
export const EDGES: Readonly<Record<string, Edges>> = {
  "packages/core": { runTime: [], tests: [] },
  "packages/aws": { runTime: ["@gatehouse/core"], tests: ["@gatehouse/simulator"] },
  "packages/store": { runTime: ["@gatehouse/core"], tests: [] },
  "packages/simulator": { runTime: ["@gatehouse/core"], tests: [] },
  "apps/api": {
    runTime: ["@gatehouse/core", "@gatehouse/aws", "@gatehouse/store"],
    tests: ["@gatehouse/simulator"],
  },
  "apps/web": { runTime: ["@gatehouse/core", "@gatehouse/api"], tests: [] },
  scripts: {
    runTime: ["@gatehouse/core", "@gatehouse/aws", "@gatehouse/store", "@gatehouse/api", "@gatehouse/simulator"],
    tests: [],
  },
};

/** Packages that only some workspaces may name at all, with the reason. */
export const KEPT_APART: readonly { packages: RegExp; only: readonly string[]; because: string }[] = [
  {
    packages: /^@aws-sdk\/client-/,
    only: ["packages/aws", "packages/store", "packages/simulator", "scripts"],
    because:
      "AWS clients live in packages/aws (the estate) and packages/store (our records); the simulator reads schemas",
  },
  {
    packages: /^(ioredis|bullmq)$/,
    only: ["packages/store"],
    because: "storage is behind the ports of packages/store",
  },
  { packages: /^(elysia|@elysiajs\/.*)$/, only: ["apps/api"], because: "HTTP doors live in apps/api" },
];

/** Core may depend on these alone: it decides, and asks nobody. */
export const CORE_MAY_IMPORT: readonly string[] = ["zod"];
