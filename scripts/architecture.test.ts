import { beforeAll, describe, expect, test } from "bun:test";
import { mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { checkDependencies } from "./architecture/check-dependencies.ts";
import { checkDoors } from "./architecture/check-doors.ts";
import { checkArns, checkCoreAsksNobody, checkLength, checkTables } from "./architecture/check-text.ts";
import { importsOf } from "./architecture/imports.ts";
import { readSourceTree, type SourceTree } from "./architecture/source-tree.ts";

const ROOT = join(import.meta.dir, "..");
let tree: SourceTree;

beforeAll(async () => {
  tree = await readSourceTree(ROOT);
});

function planted(path: string, text: string): SourceTree {
  return new Map([...tree, [path, text]]);
}

/** What a check says of one more file, beyond what it says of the tree as it is. */
function newBreaches(check: (tree: SourceTree) => string[], path: string, text: string): string[] {
  const known = check(tree);
  return check(planted(path, text)).filter((breach) => !known.includes(breach));
}

describe("the tree as it is", () => {
  test("has every workspace in it", () => {
    const manifests = [...tree.keys()].filter((path) => path.endsWith("/package.json"));
    expect(manifests).toEqual([
      "apps/api/package.json",
      "apps/web/package.json",
      "packages/aws/package.json",
      "packages/core/package.json",
      "packages/simulator/package.json",
      "packages/store/package.json",
      "scripts/package.json",
    ]);
  });

  test.each([
    ["depends on what the picture allows", checkDependencies],
    ["goes through the doors of its packages", checkDoors],
    ["keeps to one idea a file", checkLength],
    ["builds ARNs in one place", checkArns],
    ["keeps core without clock and chance", checkCoreAsksNobody],
    ["looks no text up in an object", checkTables],
  ])("%s", (_, check) => {
    expect(check(tree)).toEqual([]);
  });
});

describe("a planted breach is caught", () => {
  const LONG = "export const line = 1;\n".repeat(201);
  const LONG_TEST = "test;\n".repeat(401);
  const PARTITION = ["arn", "aws-cn", "iam"].join(":");

  test.each([
    [
      "core imports the AWS SDK",
      checkDependencies,
      "packages/core/src/a.ts",
      'import { STS } from "@aws-sdk/client-sts";',
    ],
    ["core imports a library", checkDependencies, "packages/core/src/a.ts", 'import { parse } from "yaml";'],
    ["core imports store", checkDependencies, "packages/core/src/a.ts", 'export * from "@gatehouse/store/table";'],
    [
      "aws imports store",
      checkDependencies,
      "packages/aws/src/a.ts",
      'const t = await import("@gatehouse/store/table");',
    ],
    ["aws ships the simulator", checkDependencies, "packages/aws/src/a.ts", 'import "@gatehouse/simulator/simulator";'],
    ["api imports an AWS client", checkDependencies, "apps/api/src/a.ts", 'import { S3 } from "@aws-sdk/client-s3";'],
    ["api imports a Redis client", checkDependencies, "apps/api/src/a.ts", 'import Redis from "ioredis";'],
    [
      "a path into another workspace",
      checkDependencies,
      "packages/aws/src/a.ts",
      'import { a } from "../../store/src/a.ts";',
    ],
    [
      "simulator declares aws",
      checkDependencies,
      "packages/simulator/package.json",
      '{"dependencies":{"@gatehouse/aws":"workspace:*"}}',
    ],
    [
      "core declares one more library",
      checkDependencies,
      "packages/core/package.json",
      '{"dependencies":{"zod":"1","yaml":"1"}}',
    ],
    ["a workspace that nobody drew", checkDependencies, "packages/new/package.json", '{"dependencies":{"zod":"1"}}'],
    [
      "web imports the router's value",
      checkDoors,
      "apps/web/src/lib/a.ts",
      'import { appRouter } from "@gatehouse/api/router";',
    ],
    [
      "web imports the app's type",
      checkDoors,
      "apps/web/src/lib/a.ts",
      'import type { App } from "@gatehouse/api/app";',
    ],
    [
      "the simulator imports core's schemas",
      checkDoors,
      "packages/simulator/src/a.ts",
      'import { Hub } from "@gatehouse/core/hub";',
    ],
    [
      "a feature imports another's page",
      checkDoors,
      "apps/web/src/features/jobs/a.tsx",
      'import { A } from "../access/a.tsx";',
    ],
    [
      "a widget imports a feature",
      checkDoors,
      "apps/web/src/ui/a.tsx",
      'import { A } from "../features/access/a.tsx";',
    ],
    ["a source of 201 lines", checkLength, "packages/aws/src/a.ts", LONG],
    ["a component of 201 lines", checkLength, "apps/web/src/ui/a.tsx", LONG],
    ["a style sheet of 201 lines", checkLength, "apps/web/src/styles/a.css", LONG],
    ["a test of 401 lines", checkLength, "packages/aws/src/a.test.ts", LONG_TEST],
    ["an ARN spelt out", checkArns, "packages/aws/src/a.ts", `const role = "${PARTITION}::1:role/a";`],
    ["core asks the time", checkCoreAsksNobody, "packages/core/src/a.ts", "const now = new Date();"],
    [
      "a table is an object",
      checkTables,
      "packages/core/src/a.ts",
      "const NOUNS: Readonly<Record<string, string>> = {",
    ],
  ])("%s", (...[, check, path, text]) => {
    expect(newBreaches(check, path, text)).toEqual([expect.stringContaining(path)]);
  });

  test("and what is allowed is not taken for one", () => {
    const allowed =
      'import type { AppRouter } from "@gatehouse/api/router";\nimport { q } from "../jobs/queries.ts";\n';
    expect(newBreaches(checkDoors, "apps/web/src/features/access/a.ts", allowed)).toEqual([]);
    expect(newBreaches(checkDependencies, "packages/aws/src/a.test.ts", 'import "@gatehouse/simulator/a";')).toEqual(
      [],
    );
    expect(newBreaches(checkLength, "packages/aws/src/a.test.ts", "test;\n".repeat(400))).toEqual([]);
  });
});

test("imports are found however they are written", () => {
  const text = `import type {\n  A,\n} from "a";\nimport "b";\nexport { c } from 'c';\nconst d = await import("d");\n// import of nothing`;
  expect(importsOf(text).map(({ from }) => from)).toEqual(["a", "b", "c", "d"]);
  expect(importsOf(text).map(({ typeOnly }) => typeOnly)).toEqual([true, false, false, false]);
});

describe("the linter's own fences stand", () => {
  const BREACHES = {
    "apps/api/src/access/list-things.ts": [
      'import { TRPCError } from "@trpc/server";\nexport const thing = TRPCError;\n',
      "a use-case knows no transport",
    ],
    "apps/web/src/features/jobs/thing.tsx": [
      'import { appRouter } from "@gatehouse/api/router";\nexport const thing = appRouter;\n',
      "only AppRouter",
    ],
    "apps/web/src/features/access/thing.tsx": [
      'import { jobs } from "../jobs/jobs-page.tsx";\nexport const thing = jobs;\n',
      "a feature meets another only by its queries",
    ],
    "apps/web/src/ui/thing.tsx": [
      "export function Thing({ name }: { name: string }) {\n  return <p>{name}</p>;\n}\n",
      "solid(no-destructure)",
    ],
    "packages/core/src/thing.ts": ["export const thing = () => fetch;\n", "core does no I/O"],
    "packages/aws/src/thing.ts": ["export const thing = (text: any) => text;\n", "no-explicit-any"],
  } as const;

  test("each planted breach is reported with its reason", async () => {
    const folder = await mkdtemp(join(tmpdir(), "gatehouse-lint-"));
    for (const [path, [text]] of Object.entries(BREACHES)) await Bun.write(join(folder, path), text);
    await Bun.write(join(folder, ".oxlintrc.json"), Bun.file(join(ROOT, ".oxlintrc.json")));
    await symlink(join(ROOT, "node_modules"), join(folder, "node_modules"));
    const linter = Bun.spawnSync(
      [process.execPath, join(ROOT, "node_modules/oxlint/bin/oxlint"), "--format=json", "apps", "packages"],
      { cwd: folder },
    );
    await rm(folder, { recursive: true });
    const { diagnostics }: { diagnostics: { filename: string }[] } = JSON.parse(linter.stdout.toString());
    for (const [path, [, reason]] of Object.entries(BREACHES)) {
      const said = diagnostics
        .filter(({ filename }) => filename === path)
        .map((diagnostic) => JSON.stringify(diagnostic));
      expect(said).toContainEqual(expect.stringContaining(reason));
    }
    expect(linter.exitCode).toBe(1);
  });
});
