/** A package of the lockfile, found by its place: "a/b" is the b that a got for itself. */
export type LockedPackage = {
  place: string;
  name: string;
  version: string;
  needs: readonly string[];
  /** What it takes along where the platform fits: never installed everywhere. */
  optional: readonly string[];
};

export type LockedWorkspace = { path: string; runTime: readonly string[]; all: readonly string[] };

export type Lockfile = {
  packages: ReadonlyMap<string, LockedPackage>;
  workspaces: readonly LockedWorkspace[];
};

type Names = Record<string, string>;
type Manifest = {
  dependencies?: Names;
  devDependencies?: Names;
  optionalDependencies?: Names;
  peerDependencies?: Names;
};
type Entry = [string, string?, Manifest?, string?];

/** Reads bun.lock, which is JSON with trailing commas; workspaces of ours are not among its packages. */
export function readLockfile(text: string): Lockfile {
  const lock: { packages: Record<string, Entry>; workspaces: Record<string, Manifest> } = JSON.parse(
    text.replaceAll(/,(\s*[}\]])/g, "$1"),
  );
  const entries = Object.entries(lock.packages).filter(([, [id]]) => !id.includes("@workspace:"));
  return {
    packages: new Map(entries.map(([place, entry]) => [place, lockedPackage(place, entry)])),
    workspaces: Object.entries(lock.workspaces).map(([path, manifest]) => ({
      path,
      runTime: Object.keys(manifest.dependencies ?? {}),
      all: Object.keys({ ...manifest.dependencies, ...manifest.devDependencies }),
    })),
  };
}

function lockedPackage(place: string, [id, , manifest]: Entry): LockedPackage {
  const at = id.lastIndexOf("@");
  return {
    place,
    name: id.slice(0, at),
    version: id.slice(at + 1),
    needs: Object.keys({ ...manifest?.dependencies, ...manifest?.peerDependencies }),
    optional: Object.keys(manifest?.optionalDependencies ?? {}),
  };
}

/** Answers all packages that these names bring along, by place, the nearest place first. */
export function closureOf({ packages }: Lockfile, names: readonly string[]): Set<string> {
  const found = new Set<string>();
  const visit = (name: string, from: string) => {
    const locked = nearest(packages, name, from);
    if (locked === undefined || found.has(locked.place)) return;
    found.add(locked.place);
    for (const next of [...locked.needs, ...locked.optional]) visit(next, locked.place);
  };
  for (const name of names) visit(name, "");
  return found;
}

function nearest(packages: Lockfile["packages"], name: string, from: string): LockedPackage | undefined {
  for (let place = from; place !== ""; place = place.slice(0, Math.max(0, place.lastIndexOf("/")))) {
    const own = packages.get(`${place}/${name}`);
    if (own !== undefined) return own;
  }
  return packages.get(name);
}
