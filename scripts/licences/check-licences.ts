import type { LicenceOf } from "./installed.ts";
import { closureOf, type LockedPackage, type Lockfile } from "./lockfile.ts";

/** Licences that let anyone use, change and pass on the work, with no more than a notice. */
const PERMISSIVE = new Set([
  "0BSD",
  "Apache-2.0",
  "BlueOak-1.0.0",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "CC0-1.0",
  "ISC",
  "MIT",
  "Python-2.0",
  "Unlicense",
  "Zlib",
]);

/** Beside those, for what builds and tests but is not shipped: unmodified MPL-2.0, and data that asks to be named. */
const FOR_BUILD_AND_TESTS = new Set(["MPL-2.0", "CC-BY-4.0"]);

/** The workspaces that make up the product; the others only build and test it. */
const SHIPPED = new Set(["apps/api", "apps/web", "packages/core", "packages/aws", "packages/store"]);

/** Names every package whose licence does not let it stand where it stands. */
export function checkLicences(lockfile: Lockfile, licenceOf: LicenceOf): string[] {
  const shipped = lockfile.workspaces.filter(({ path }) => SHIPPED.has(path)).flatMap(({ runTime }) => runTime);
  const runTime = closureOf(lockfile, shipped);
  const parents = parentsOf(lockfile);
  return [...lockfile.packages.values()].flatMap((locked) => {
    const parent = parents.get(locked.name);
    const licence = licenceOf(locked) ?? (parent && licenceOf(parent)) ?? "unknown: it is not installed";
    const ships = runTime.has(locked.place);
    if (allowed(licence, ships)) return [];
    return [`${locked.name}@${locked.version}: ${licence}, ${ships ? "at run time" : "for build and tests"}`];
  });
}

/** The variants of a package for other platforms are not installed here: they are the work, and the licence, of the one that lists them. */
function parentsOf(lockfile: Lockfile): Map<string, LockedPackage> {
  const pairs = [...lockfile.packages.values()].flatMap((locked) =>
    locked.optional.map((name) => [name, locked] as const),
  );
  return new Map(pairs);
}

function allowed(expression: string, ships: boolean): boolean {
  const either = expression.replaceAll(/[()]/g, "").split(" OR ");
  return either.some((choice) => choice.split(" AND ").every((licence) => allowedAlone(licence.trim(), ships)));
}

function allowedAlone(licence: string, ships: boolean): boolean {
  return PERMISSIVE.has(licence) || (!ships && FOR_BUILD_AND_TESTS.has(licence));
}

/** Names every line of a lockfile that ties an install to one registry or host. */
export function checkHosts(text: string): string[] {
  return text
    .split("\n")
    .flatMap((line, index) => (/https?:\/\//.test(line) ? [`bun.lock:${index + 1}: ${line.trim()}`] : []));
}
