import { createComputed, createSignal, type Accessor } from "solid-js";
import * as drafts from "./draft.ts";

/** The draft of this tab; whatever is done with it is kept at once, so that nothing typed is lost. */
export function useDraft(now: Accessor<drafts.Saved>) {
  const [draft, setDraft] = createSignal(drafts.readDraft(sessionStorage) ?? drafts.draftOf(now()));
  const change = (next: drafts.Draft): void => {
    setDraft(next);
    drafts.keepDraft(sessionStorage, next);
  };
  createComputed(() => {
    const followed = drafts.follow(draft(), now());
    if (followed !== draft()) change(followed);
  });
  return {
    text: () => draft().text,
    base: () => draft().base,
    restores: () => draft().restores,
    dirty: () => drafts.isDirty(draft()),
    overtaken: () => drafts.isOvertaken(draft(), now()),
    type: (text: string) => change(drafts.typed(draft(), text)),
    bringBack: (version: { id: string; text: string }) => change(drafts.broughtBack(draft(), version)),
    keepMine: () => change(drafts.keptMine(draft(), now())),
    /** Begins anew from what is saved, forgetting what was typed. */
    begin: (saved: drafts.Saved) => change(drafts.draftOf(saved)),
  };
}

export type UsedDraft = ReturnType<typeof useDraft>;
