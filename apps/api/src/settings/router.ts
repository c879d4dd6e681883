import { command, router } from "../trpc.ts";
import { getSettings } from "./get-settings.ts";
import { previewSettings, PreviewSettings } from "./preview-settings.ts";
import { readVersion, ReadVersion } from "./read-version.ts";
import { saveSettings, SaveSettings } from "./save-settings.ts";

export const settingsRouter = router({
  current: command("view-settings").query(({ ctx }) => getSettings(ctx.app, ctx.actor)),
  versions: command("view-settings").query(({ ctx }) => ctx.app.store.settings.versions()),
  version: command("view-settings")
    .input(ReadVersion)
    .query(({ ctx, input }) => readVersion(ctx.app, input)),
  /** Changes nothing; a mutation because the text is too long for an address. */
  preview: command("edit-settings")
    .input(PreviewSettings)
    .mutation(({ ctx, input }) => previewSettings(ctx.app, ctx.actor, input)),
  save: command("edit-settings")
    .input(SaveSettings)
    .mutation(({ ctx, input }) => saveSettings(ctx.app, ctx, input)),
});
