type SystemPackage = { name: string; commands: readonly string[]; neededBy: string };

const NEEDED: readonly SystemPackage[] = [
  { name: "redis-server", commands: ["redis-server"], neededBy: "live tests" },
  { name: "chromium", commands: ["chromium", "chromium-browser", "google-chrome"], neededBy: "browser tests" },
  { name: "default-jre-headless", commands: ["java"], neededBy: "live tests on Amazon's DynamoDB Local" },
];

/** Installs the system's packages that the tests need and that are missing; answers what could not be, with the cure. */
export function installSystemPackages(): string[] {
  const missing = NEEDED.filter(({ commands }) => !commands.some((command) => Bun.which(command)));
  if (missing.length === 0) return [];
  const names = missing.map(({ name }) => name);
  if (process.getuid?.() === 0 && Bun.which("apt-get") !== null && aptInstall(names)) return [];
  const tests = missing.map(({ neededBy }) => neededBy).join(", ");
  return [`Missing for ${tests}: run  sudo apt-get install -y ${names.join(" ")}`];
}

function aptInstall(names: readonly string[]): boolean {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const apt = (...words: string[]): boolean =>
    Bun.spawnSync(["apt-get", "-qq", ...words], { env, stdout: "ignore", stderr: "inherit" }).success;
  return apt("update") && apt("install", "-y", "--no-install-recommends", ...names);
}
