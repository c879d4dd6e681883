import { z } from "zod";

/** Something about the settings' text, at the place it stands; an error keeps the text from being saved, a warning does not. */
export const SettingsFinding = z.object({
  severity: z.enum(["error", "warning"]),
  line: z.number().int(),
  column: z.number().int(),
  /** The key it is about, e.g. "group_mapping.data-platform.roles". */
  key: z.string(),
  message: z.string(),
});
export type SettingsFinding = z.infer<typeof SettingsFinding>;
