import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { LockedPackage } from "./lockfile.ts";

export type LicenceOf = (locked: LockedPackage) => string | undefined;

type Licence = string | { type?: string };
type Manifest = { license?: Licence; licenses?: Licence[] };

/**
 * Packages whose licence was read by hand at this version, in their README (the first two) or in the registry, since
 * they come with a variant for another platform and are installed nowhere here. A new version must be read again.
 */
const READ_BY_HAND: Readonly<Record<string, string>> = {
  "humanize-number@0.0.2": "MIT",
  "only@0.0.2": "MIT",
  "@emnapi/core@1.11.2": "MIT",
  "@emnapi/core@2.0.0-beta.2": "MIT",
  "@emnapi/runtime@1.11.2": "MIT",
  "@emnapi/runtime@2.0.0-beta.2": "MIT",
  "@emnapi/wasi-threads@1.2.2": "MIT",
  "@emnapi/wasi-threads@2.2.0": "MIT",
  "@napi-rs/wasm-runtime@1.2.6": "MIT",
  "@tybys/wasm-util@0.10.5": "MIT",
};

/** Answers licences as the installed packages state them; undefined where a package is not installed on this platform. */
export function installedLicences(root: string): LicenceOf {
  const store = join(root, "node_modules/.bun");
  const folders = readdirSync(store);
  return ({ name, version }) => {
    const known = READ_BY_HAND[`${name}@${version}`];
    if (known !== undefined) return known;
    const id = `${name.replace("/", "+")}@${version}`;
    const folder = folders.find((candidate) => candidate === id || candidate.startsWith(`${id}+`));
    if (folder === undefined) return undefined;
    const manifest = join(store, folder, "node_modules", name, "package.json");
    return existsSync(manifest) ? stated(JSON.parse(readFileSync(manifest, "utf8"))) : undefined;
  };
}

function stated({ license, licenses }: Manifest): string {
  const all = [license, ...(licenses ?? [])].flatMap((licence) => (licence === undefined ? [] : [word(licence)]));
  return all.length === 0 ? "none stated" : all.join(" OR ");
}

function word(licence: Licence): string {
  return typeof licence === "string" ? licence : (licence.type ?? "none stated");
}
