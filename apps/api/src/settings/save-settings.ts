import { createHash } from "node:crypto";
import type { Person } from "@gatehouse/core/actor";
import { Failure } from "@gatehouse/core/failure";
import type { SettingsEffect } from "@gatehouse/core/settings/effect";
import { z } from "zod";
import type { App } from "../app.ts";
import { type Happening, record } from "../audit/record.ts";
import { recordOutcome } from "../audit/record-outcome.ts";
import type { Origin } from "../auth/origin.ts";
import { assertLives, type LiveSession } from "../auth/sessions.ts";
import { checkSettings, sayFinding } from "./check-settings.ts";
import { getSettings, type SettingsNow } from "./get-settings.ts";
import { effectOf, SettingsText } from "./preview-settings.ts";

export const SaveSettings = z.object({
  text: SettingsText,
  /** The mark of the version that was edited. */
  mark: z.string().max(200),
  /** Why, in the editor's own words; kept with the version. */
  note: z.string().trim().max(500).optional(),
  /** The id of the earlier version that this text brings back. */
  restores: z.string().max(100).optional(),
  /** Says that one means to take away one's own right to edit the settings. */
  lockOut: z.boolean().default(false),
});
type Input = z.infer<typeof SaveSettings>;

const COMMAND = "edit-settings";
const TARGET = "settings";

/**
 * Saves the settings over the version that was edited and no other, and answers them as they are then. What is not
 * valid, would lock the editor out unasked, or was overtaken by another editor changes nothing.
 */
export async function saveSettings(
  app: App,
  { actor, from, session }: { actor: Person; from: Origin; session: LiveSession },
  input: Input,
): Promise<SettingsNow> {
  await assertLives(app, session);
  const before = await app.store.settings.current();
  await app.settings.refresh();
  const effect = decide(app, actor, input);
  if (before?.text === input.text) throw new Failure("invalid", "This is what is saved already: nothing differs.");
  const about = { command: COMMAND, target: TARGET, from, details: detailsOf(input, effect) };
  await record(app, actor, { ...about, outcome: "attempted" });
  const saved = await app.store.settings
    .save({ text: input.text, by: actor.name, note: noteOf(input) }, input.mark)
    .catch((error: unknown) => failed(app, actor, { about, error }));
  if (saved === "conflict") return failed(app, actor, { about, error: await overtaken(app) });
  await recordOutcome(app, actor, { ...about, outcome: "done" });
  return getSettings(app, actor);
}

function decide(app: App, actor: Person, { text, lockOut }: Input): SettingsEffect {
  const { settings, findings } = checkSettings(text);
  if (settings === undefined) {
    const errors = findings.filter(({ severity }) => severity === "error");
    throw new Failure("invalid", `Nothing was saved. ${errors.map(sayFinding).join("\n")}`);
  }
  const effect = effectOf(app, actor, settings);
  if (!effect.locksOut || lockOut) return effect;
  throw new Failure(
    "invalid",
    "Nothing was saved: you could not edit the settings any more. Say that you mean it, or name yourself or a group of yours in groups.can_edit_config.",
  );
}

async function overtaken(app: App): Promise<Failure> {
  const theirs = await app.store.settings.current();
  const who = theirs === undefined ? "Somebody" : theirs.savedBy;
  const when = theirs === undefined ? "" : ` at ${theirs.savedAt.slice(0, 19).replace("T", " ")} UTC`;
  return new Failure(
    "conflict",
    `${who} saved the settings${when}, after you opened them. Nothing of yours was saved, and what you typed is still here: look at what they changed, then decide.`,
  );
}

async function failed(
  app: App,
  actor: Person,
  { about, error }: { about: Omit<Happening, "outcome">; error: unknown },
): Promise<never> {
  const because = error instanceof Failure ? error.message : "an error of Gatehouse itself";
  await recordOutcome(app, actor, { ...about, outcome: "failed", because });
  throw error;
}

function noteOf({ note, restores }: Input): string | undefined {
  if (note !== undefined && note !== "") return note;
  return restores === undefined ? undefined : `Brings back version ${restores}`;
}

function detailsOf(input: Input, effect: SettingsEffect): Record<string, string> {
  return {
    over: input.mark,
    sha256: createHash("sha256").update(input.text).digest("hex"),
    gains: String(effect.gainCount),
    losses: String(effect.lossCount),
    named: String(effect.namedCount),
    ...(input.note && { note: input.note }),
    ...(input.restores !== undefined && { restores: input.restores }),
  };
}
