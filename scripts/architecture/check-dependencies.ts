import { importsOf, packageOf } from "./imports.ts";
import { CORE_MAY_IMPORT, EDGES, KEPT_APART } from "./edges.ts";
import { isTest, type SourceTree, workspaceOf } from "./source-tree.ts";

type Manifest = { dependencies?: Record<string, string>; devDependencies?: Record<string, string> };

/** Names every dependency, declared or imported, that the picture of the packages does not have. */
export function checkDependencies(tree: SourceTree): string[] {
  const manifests = [...tree]
    .filter(([path]) => path.endsWith("/package.json"))
    .flatMap(([path, text]) => declared(path, text));
  const sources = [...tree].filter(([path]) => /\.tsx?$/.test(path)).flatMap(([path, text]) => imported(path, text));
  return [...manifests, ...sources];
}

function declared(path: string, text: string): string[] {
  const { dependencies = {}, devDependencies = {} }: Manifest = JSON.parse(text);
  const workspace = workspaceOf(path);
  return [
    ...Object.keys(dependencies).flatMap((name) => mayDepend({ path, workspace, name, test: false })),
    ...Object.keys(devDependencies).flatMap((name) => mayDepend({ path, workspace, name, test: true })),
  ];
}

function imported(path: string, text: string): string[] {
  const workspace = workspaceOf(path);
  return importsOf(text).flatMap(({ from }) => {
    const name = packageOf(from);
    if (name === undefined) return leavesItsWorkspace(path, from);
    return mayDepend({ path, workspace, name, test: isTest(path) });
  });
}

type Dependency = { path: string; workspace: string; name: string; test: boolean };

function mayDepend({ path, workspace, name, test }: Dependency): string[] {
  const edges = EDGES[workspace];
  if (edges === undefined) return [`${path}: ${workspace} does not stand in the table of packages`];
  if (name.startsWith("@gatehouse/") && ![...edges.runTime, ...(test ? edges.tests : [])].includes(name)) {
    return [`${path}: ${workspace} may not depend on ${name}`];
  }
  const apart = KEPT_APART.find(({ packages, only }) => packages.test(name) && !only.includes(workspace));
  if (apart !== undefined) return [`${path}: ${name} may not stand here: ${apart.because}`];
  const coreAsks = workspace === "packages/core" && !test && !CORE_MAY_IMPORT.includes(name);
  return coreAsks ? [`${path}: core depends on ${CORE_MAY_IMPORT.join(", ")} only, not on ${name}`] : [];
}

function leavesItsWorkspace(path: string, from: string): string[] {
  if (!from.startsWith(".")) return [];
  const target = new URL(from, `file:///${path}`).pathname.slice(1);
  if (workspaceOf(target) === workspaceOf(path)) return [];
  return [`${path}: ${from} reaches into another workspace; name its package`];
}
