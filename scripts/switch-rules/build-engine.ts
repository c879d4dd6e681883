import { join } from "node:path";
import type { Engine } from "@gatehouse/core/policy/test/evaluation-case";
import type { Rule } from "./rule.ts";

const POLICY = join(import.meta.dir, "../../packages/core/src/policy");

/** Builds the engine into a folder without one rule, or whole; throws where the rule's text is not found exactly once. */
export async function buildEngine(folder: string, name: string, rule?: Rule): Promise<Engine> {
  const path = join(POLICY, rule?.file ?? "");
  const contents = rule === undefined ? "" : switchOff(rule, await Bun.file(path).text());
  const built = await Bun.build({
    entrypoints: [join(import.meta.dir, "engine.ts")],
    external: ["zod"],
    target: "bun",
    plugins: [
      {
        name: "switch a rule off",
        setup: (build) => {
          // Other files are sooner read without us.
          if (rule !== undefined) build.onLoad({ filter: endingAs(path) }, () => ({ contents, loader: "ts" }));
        },
      },
    ],
  });
  const [output] = built.outputs;
  if (output === undefined) throw new Error("The engine was not built");
  const file = join(folder, `${name}.js`);
  await Bun.write(file, output);
  return await import(file);
}

const endingAs = (path: string): RegExp => new RegExp(`${RegExp.escape(path)}$`);

function switchOff({ id, file, find, replace }: Rule, text: string): string {
  const found = text.split(find).length - 1;
  if (found !== 1) throw new Error(`${id}: its text stands ${found} times in ${file}: ${find}`);
  return text.replace(find, () => replace);
}
