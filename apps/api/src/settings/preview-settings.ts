import type { Person } from "@gatehouse/core/actor";
import type { SettingsEffect } from "@gatehouse/core/settings/effect";
import type { SettingsFinding } from "@gatehouse/core/settings/finding";
import { settingsEffect } from "@gatehouse/core/settings/settings-effect";
import type { Settings } from "@gatehouse/core/settings";
import { z } from "zod";
import { worldOf } from "../access/world.ts";
import type { App } from "../app.ts";
import { checkSettings } from "./check-settings.ts";

/** One row of the table holds 400 kB; YAML shrinks to less than half when it is compressed. */
export const SettingsText = z.string().max(800_000, "these settings are longer than one row of the store can hold");

export const PreviewSettings = z.object({ text: SettingsText });

export type SettingsPreview = {
  findings: SettingsFinding[];
  /** Absent while anything in the text is an error. */
  effect?: SettingsEffect;
  /** A sentence while the estate that the effect was worked out on may be old or incomplete. */
  stale?: string;
};

/** Answers what is to be said of a text, and who would gain or lose what by it, against the settings in force now. */
export async function previewSettings(
  app: App,
  actor: Person,
  { text }: z.infer<typeof PreviewSettings>,
): Promise<SettingsPreview> {
  const { settings, findings } = checkSettings(text);
  if (settings === undefined) return { findings };
  await app.settings.refresh();
  const status = app.estate.status();
  return {
    findings,
    effect: effectOf(app, actor, settings),
    ...(status.state !== "ready" && { stale: status.sentence }),
  };
}

/** Who would gain and lose what were these settings in force, worked out in memory. */
export function effectOf(app: App, actor: Person, settings: Settings): SettingsEffect {
  const standing = (of: Settings) => ({ settings: of, authority: app.settings.authorityIn(of) });
  return settingsEffect(actor, { before: standing(app.settings.current()), after: standing(settings) }, worldOf(app));
}
