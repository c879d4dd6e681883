import type { Authorization } from "@gatehouse/core/authorize";
import { authorize } from "@gatehouse/core/authorize";
import type { Person } from "@gatehouse/core/actor";
import type { SettingsFinding } from "@gatehouse/core/settings/finding";
import { NEVER_SAVED, type SavedSettings } from "@gatehouse/store/settings";
import { Document } from "yaml";
import type { App } from "../app.ts";
import { checkSettings } from "./check-settings.ts";

export type SettingsNow = {
  text: string;
  /** Goes back with a save, which is refused where somebody else saved since. */
  mark: string;
  /** Absent where nobody has saved yet: then the text is the config's dynamic_config block. */
  saved?: Pick<SavedSettings, "savedBy" | "savedAt" | "note">;
  /** Why what is saved is not in force. */
  problem?: string;
  findings: SettingsFinding[];
  mayEdit: Authorization;
};

/** Answers the settings as they are saved at this moment, and what is to be said of them. */
export async function getSettings(app: App, actor: Person): Promise<SettingsNow> {
  const saved = await app.store.settings.current();
  await app.settings.refresh();
  const text = saved?.text ?? fromConfig(app);
  const problem = app.settings.problem();
  return {
    text,
    mark: saved?.mark ?? NEVER_SAVED,
    ...(saved && {
      saved: { savedBy: saved.savedBy, savedAt: saved.savedAt, ...(saved.note && { note: saved.note }) },
    }),
    ...(problem !== undefined && { problem }),
    findings: checkSettings(text).findings,
    mayEdit: authorize(actor, "edit-settings", app.settings.authority()),
  };
}

const NOTHING = "# Nobody has saved settings yet.\n";
const BLOCK = "# Nobody has saved settings yet: this is the dynamic_config block of the config file.\n";

/** The config's block without what is empty in it, as a text to begin with. */
function fromConfig({ config }: App): string {
  const used = withoutEmpty(config.dynamic_config);
  if (used === undefined) return NOTHING;
  return BLOCK + new Document(used, { version: "1.1" }).toString({ directives: false });
}

function withoutEmpty(value: unknown): unknown {
  if (Array.isArray(value)) return value.length === 0 ? undefined : value;
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([key, inner]) => [key, withoutEmpty(inner)] as const);
  const used = entries.filter(([, inner]) => inner !== undefined);
  return used.length === 0 ? undefined : Object.fromEntries(used);
}
