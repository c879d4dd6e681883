export type Saved = { text: string; mark: string };

/** What an editor types, the saved version that it began from, and the earlier version that it brings back as it is. */
export type Draft = { text: string; base: Saved; restores?: string };

/** Where a draft outlives a reload and an ended session, for this tab alone. */
export type DraftStore = Pick<Storage, "getItem" | "setItem" | "removeItem">;

const KEY = "gatehouse:settings-draft";

/** A draft in which nothing is typed yet. */
export function draftOf({ text, mark }: Saved): Draft {
  return { text, base: { text, mark } };
}

export function isDirty({ text, base }: Draft): boolean {
  return text !== base.text;
}

/** Whether somebody else saved since the draft began. */
export function isOvertaken(draft: Draft, now: Saved): boolean {
  return isDirty(draft) && now.mark !== draft.base.mark;
}

/** What becomes of a draft when something else is saved: while nothing was typed it follows, else it stays as it is. */
export function follow(draft: Draft, now: Saved): Draft {
  return !isDirty(draft) && now.mark !== draft.base.mark ? draftOf(now) : draft;
}

export function typed(draft: Draft, text: string): Draft {
  return text === draft.text ? draft : { text, base: draft.base };
}

export function broughtBack(draft: Draft, version: { id: string; text: string }): Draft {
  return { text: version.text, base: draft.base, restores: version.id };
}

/** Goes on from what is saved now with what was typed: saving it would replace what the other editor saved. */
export function keptMine(draft: Draft, { text, mark }: Saved): Draft {
  return { ...draft, base: { text, mark } };
}

/** Answers the draft that this tab kept, or undefined where it kept none. */
export function readDraft(store: DraftStore): Draft | undefined {
  try {
    const kept: unknown = JSON.parse(store.getItem(KEY) ?? "null");
    return isDraft(kept) ? kept : undefined;
  } catch {
    return undefined;
  }
}

/** Keeps a draft in which something was typed, and forgets one in which nothing was. */
export function keepDraft(store: DraftStore, draft: Draft): void {
  if (isDirty(draft)) store.setItem(KEY, JSON.stringify(draft));
  else store.removeItem(KEY);
}

function isDraft(value: unknown): value is Draft {
  if (typeof value !== "object" || value === null || !("text" in value) || !("base" in value)) return false;
  const { text, base } = value;
  if (typeof text !== "string" || typeof base !== "object" || base === null) return false;
  return "mark" in base && typeof base.mark === "string" && "text" in base && typeof base.text === "string";
}
