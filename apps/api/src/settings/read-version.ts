import { Failure } from "@gatehouse/core/failure";
import type { SettingsVersion } from "@gatehouse/store/settings-row";
import { z } from "zod";
import type { App } from "../app.ts";

export const ReadVersion = z.object({ id: z.string().max(100) });

/** Answers the text of an earlier version, with who saved it and when. */
export async function readVersion(
  app: App,
  { id }: z.infer<typeof ReadVersion>,
): Promise<SettingsVersion & { text: string }> {
  const version = await app.store.settings.version(id);
  if (version === undefined) throw new Failure("not-found", `There is no version ${id} of the settings.`);
  const { mark: _, ...rest } = version;
  return rest;
}
