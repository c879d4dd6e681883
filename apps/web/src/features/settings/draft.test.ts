import { expect, test } from "bun:test";
import {
  broughtBack,
  draftOf,
  type DraftStore,
  follow,
  isDirty,
  isOvertaken,
  keepDraft,
  keptMine,
  readDraft,
  typed,
} from "./draft.ts";

const FIRST = { text: "a: 1", mark: "1" };
const THEIRS = { text: "a: theirs", mark: "2" };
const MINE = typed(draftOf(FIRST), "a: mine");

function memory(): DraftStore {
  const texts = new Map<string, string>();
  return {
    getItem: (key) => texts.get(key) ?? null,
    setItem: (key, text) => void texts.set(key, text),
    removeItem: (key) => void texts.delete(key),
  };
}

test("while nothing is typed the draft follows what others save", () => {
  expect(follow(draftOf(FIRST), THEIRS)).toEqual(draftOf(THEIRS));
  expect(isOvertaken(draftOf(FIRST), THEIRS)).toBe(false);
});

test("what was typed stays when somebody else saves, and the editor is told", () => {
  expect(follow(MINE, THEIRS)).toBe(MINE);
  expect(isOvertaken(MINE, THEIRS)).toBe(true);
  expect(isOvertaken(MINE, FIRST)).toBe(false);
});

test("keeping one's own goes on from theirs with what was typed", () => {
  const mine = keptMine(MINE, THEIRS);
  expect([mine.text, mine.base, isOvertaken(mine, THEIRS)]).toEqual(["a: mine", THEIRS, false]);
});

test("a version that is brought back is named until it is changed", () => {
  const back = broughtBack(draftOf(FIRST), { id: "17", text: "a: 0" });
  expect([isDirty(back), back.restores]).toEqual([true, "17"]);
  expect(typed(back, "a: 0")).toBe(back);
  expect(typed(back, "a: 0 # and more").restores).toBeUndefined();
});

test("a draft outlives a reload, and one in which nothing was typed is forgotten", () => {
  const store = memory();
  keepDraft(store, MINE);
  expect(readDraft(store)).toEqual(MINE);
  keepDraft(store, draftOf(FIRST));
  expect(readDraft(store)).toBeUndefined();
});

test.each(["", "{", '{"text":1,"base":{}}', '{"text":"a","base":{"mark":1,"text":"b"}}', "[]"])(
  "what stands in the tab's store and is no draft is left alone: %p",
  (text) => {
    const store = memory();
    store.setItem("gatehouse:settings-draft", text);
    expect(readDraft(store)).toBeUndefined();
  },
);
