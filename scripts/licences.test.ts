import { describe, expect, test } from "bun:test";
import { join } from "node:path";
import { checkHosts, checkLicences } from "./licences/check-licences.ts";
import { installedLicences } from "./licences/installed.ts";
import { closureOf, readLockfile } from "./licences/lockfile.ts";

const ROOT = join(import.meta.dir, "..");
const text = await Bun.file(join(ROOT, "bun.lock")).text();

describe("the lockfile", () => {
  const lockfile = readLockfile(text);

  test("has every licence in its place", () => {
    expect(lockfile.packages.size).toBeGreaterThan(300);
    expect(checkLicences(lockfile, installedLicences(ROOT))).toEqual([]);
  });

  test("names no registry and no host", () => {
    expect(checkHosts(text)).toEqual([]);
  });

  test("knows what is shipped from what only builds and tests", () => {
    const shipped = closureOf(lockfile, ["solid-js"]);
    expect(shipped.has("seroval")).toBe(true);
    expect(shipped.has("axe-core")).toBe(false);
  });
});

/** A small lockfile: api ships "shipped", which needs "inner"; scripts test with "tool". */
function lockfileOf(licences: Record<string, string>) {
  const lockfile = readLockfile(`{
    "workspaces": {
      "apps/api": { "dependencies": { "shipped": "1" } },
      "scripts": { "devDependencies": { "tool": "1", }, },
    },
    "packages": {
      "shipped": ["shipped@1.0.0", "", { "dependencies": { "inner": "1" } }, "sha"],
      "inner": ["inner@9.0.0", "", {}, "sha"],
      "shipped/inner": ["inner@1.0.0", "", {}, "sha"],
      "tool": ["tool@1.0.0", "", { "optionalDependencies": { "tool-other-os": "1" } }, "sha"],
      "tool-other-os": ["tool-other-os@1.0.0", "", { "os": "aix" }, "sha"],
    }
  }`);
  return checkLicences(lockfile, ({ name, version }) =>
    name === "tool-other-os" ? undefined : (licences[`${name}@${version}`] ?? "MIT"),
  );
}

describe("a planted licence is caught", () => {
  test("AGPL deep inside what is shipped", () => {
    expect(lockfileOf({ "inner@1.0.0": "AGPL-3.0-only" })).toEqual(["inner@1.0.0: AGPL-3.0-only, at run time"]);
  });

  test("GPL in a tool, and in its variants for other platforms", () => {
    expect(lockfileOf({ "tool@1.0.0": "GPL-3.0" })).toEqual([
      "tool@1.0.0: GPL-3.0, for build and tests",
      "tool-other-os@1.0.0: GPL-3.0, for build and tests",
    ]);
  });

  test("MPL-2.0 in what is shipped, though a tool may have it", () => {
    expect(lockfileOf({ "shipped@1.0.0": "MPL-2.0", "tool@1.0.0": "MPL-2.0" })).toEqual([
      "shipped@1.0.0: MPL-2.0, at run time",
    ]);
  });

  test("one that must be taken together with a permissive one", () => {
    expect(lockfileOf({ "inner@1.0.0": "(MIT AND AGPL-3.0)" })).toHaveLength(1);
    expect(lockfileOf({ "inner@1.0.0": "(MIT OR AGPL-3.0)" })).toEqual([]);
  });

  test("none at all", () => {
    expect(lockfileOf({ "inner@1.0.0": "none stated" })).toHaveLength(1);
  });
});

test("a planted registry address is caught", () => {
  const address = ["https:", "", "registry.example", "a.tgz"].join("/");
  expect(checkHosts(`{\n  "a": ["a@1", "${address}"]\n}`)).toHaveLength(1);
});
