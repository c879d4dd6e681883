import { mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { Glob } from "bun";
import { ROOT } from "../setup/root.ts";
import { THREAD } from "./run-binary.ts";

const PAGES = "apps/web/dist";
const ENTRY = "scripts/dist/binary.ts";

/** Builds one executable of the server, the jobs' thread and the built pages; it needs nothing but a config to run. */
export async function buildBinary(outfile: string, target?: string): Promise<void> {
  await mkdir(join(ROOT, dirname(ENTRY)), { recursive: true });
  await Bun.write(join(ROOT, ENTRY), await entryText());
  // Names are kept, so that a stack in the log can be read.
  const small = ["--minify-syntax", "--minify-whitespace", "--bytecode", "--format=esm"];
  const flags = ["--compile", ...small, `--outfile=${outfile}`];
  const forTarget = target === undefined ? [] : [`--target=${target}`];
  const child = Bun.spawn([process.execPath, "build", ...flags, ...forTarget, ENTRY, THREAD], {
    cwd: ROOT,
    env: { ...process.env, NODE_ENV: "production" },
    stdout: "pipe",
    stderr: "pipe",
  });
  const [out, err, code] = await Promise.all([child.stdout.text(), child.stderr.text(), child.exited]);
  if (code !== 0) throw new Error(`The binary could not be built.\n${out}${err}`);
}

/** Every page becomes an import, by which the build takes it in and says where the binary keeps it. */
async function entryText(): Promise<string> {
  const names = (await Array.fromAsync(new Glob("**/*").scan({ cwd: join(ROOT, PAGES) }))).toSorted();
  if (!names.includes("index.html")) throw new Error("The web pages are not built yet: bun run --cwd apps/web build");
  const imports = names.map(
    (name, at) => `import page${at} from ${JSON.stringify(`../../${PAGES}/${name}`)} with { type: "file" };`,
  );
  const pages = names.map((name, at) => `  [${JSON.stringify(name)}, page${at}],`);
  return [
    ...imports,
    'import { runBinary } from "../binary/run-binary.ts";',
    "",
    "await runBinary(new Map([",
    ...pages,
    "]));",
    "",
  ].join("\n");
}
