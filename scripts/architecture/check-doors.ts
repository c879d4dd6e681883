import { importsOf } from "./imports.ts";
import { isTest, type SourceTree, workspaceOf } from "./source-tree.ts";

type Door = { who: RegExp; what: RegExp; but?: RegExp; types?: boolean; because: string };

/** What a workspace may see of a package that it may depend on. */
const DOORS: readonly Door[] = [
  {
    who: /^apps\/web\//,
    what: /^@gatehouse\/api\//,
    but: /^@gatehouse\/api\/router$/,
    types: true,
    because: "web sees the router's type only",
  },
  {
    who: /^packages\/simulator\//,
    what: /^@gatehouse\/core\//,
    but: /^@gatehouse\/core\/policy\//,
    because: "the simulator stands on AWS's side of the wire: of core it may use the IAM engine alone",
  },
];

/** Names every import that goes around the door of a package it may depend on. */
export function checkDoors(tree: SourceTree): string[] {
  return [...tree].flatMap(([path, text]) =>
    importsOf(text).flatMap(({ from, typeOnly }) => [
      ...throughTheDoor(path, from, typeOnly),
      ...betweenFeatures(path, from),
    ]),
  );
}

function throughTheDoor(path: string, from: string, typeOnly: boolean): string[] {
  const door = DOORS.find(({ who, what }) => who.test(path) && what.test(from));
  if (door === undefined || isTest(path)) return [];
  if (door.but?.test(from) === true && (typeOnly || door.types !== true)) return [];
  return [`${path}: ${from}: ${door.because}`];
}

const FEATURE = /^apps\/web\/src\/features\/([^/]+)\//;

function betweenFeatures(path: string, from: string): string[] {
  if (!from.startsWith(".") || workspaceOf(path) !== "apps/web" || isTest(path)) return [];
  const target = new URL(from, `file:///${path}`).pathname.slice(1);
  const [, theirs] = FEATURE.exec(target) ?? [];
  const [, ours] = FEATURE.exec(path) ?? [];
  if (theirs === undefined || theirs === ours || target.endsWith("/queries.ts")) return [];
  const compositionRoot = /^apps\/web\/src\/[^/]+$/.test(path);
  return compositionRoot ? [] : [`${path}: ${from}: a feature is met by its queries.ts alone`];
}
