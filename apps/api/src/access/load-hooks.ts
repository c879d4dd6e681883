import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { GrantHook } from "@gatehouse/core/access/grants-from-hooks";
import { Failure } from "@gatehouse/core/failure";
import { z } from "zod";

const Hook = z.object({
  name: z.string().min(1),
  grants: z.custom<GrantHook["grants"]>((value) => typeof value === "function"),
});
const HookModule = z.object({ hook: Hook });

/** Loads the installation's own rules, each the export "hook" of a file; throws a sentence where one is none. */
export async function loadHooks(files: readonly string[]): Promise<GrantHook[]> {
  const hooks: GrantHook[] = [];
  for (const file of files) hooks.push(await loadHook(resolve(file)));
  return hooks;
}

async function loadHook(path: string): Promise<GrantHook> {
  const loaded: unknown = await import(pathToFileURL(path).href).catch((cause: unknown) => {
    throw new Failure("invalid", `hooks: ${path} cannot be loaded: ${String(cause)}`, { cause });
  });
  const found = HookModule.safeParse(loaded);
  if (found.success) return found.data.hook;
  throw new Failure("invalid", `hooks: ${path} exports no hook with a name and a function grants.`);
}
