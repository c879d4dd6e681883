import type { Person } from "@gatehouse/core/actor";
import type { Preferences } from "@gatehouse/core/preferences";
import type { z } from "zod";
import type { App } from "../app.ts";
import { ConsoleTarget } from "./console-target.ts";

export const SetRegion = ConsoleTarget.pick({ region: true });

/** Keeps the region in which this person's console sessions begin; none means AWS's own default. */
export function setRegion(app: App, actor: Person, input: z.infer<typeof SetRegion>): Promise<Preferences> {
  const { region } = input;
  return app.store.preferences.change(actor.name, ({ favourites, recents }) => ({
    favourites,
    recents,
    ...(region !== undefined && { region }),
  }));
}
