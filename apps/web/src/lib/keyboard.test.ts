import { expect, test } from "bun:test";
import { keyName } from "./keyboard.ts";

const PAGE = { typing: false, overlay: false };
const FIELD = { typing: true, overlay: false };
const DIALOG = { typing: false, overlay: true };
const press = (key: string, held: Partial<KeyboardEvent> = {}) => ({
  key,
  metaKey: false,
  ctrlKey: false,
  altKey: false,
  isComposing: false,
  ...held,
});

test("a letter is a shortcut on the page, whatever its case, and text in a field", () => {
  expect(keyName(press("J"), PAGE)).toBe("j");
  expect(keyName(press("j"), FIELD)).toBeUndefined();
});

test("the palette opens from anywhere, with either modifier", () => {
  expect(keyName(press("k", { metaKey: true }), FIELD)).toBe("mod+k");
  expect(keyName(press("K", { ctrlKey: true }), DIALOG)).toBe("mod+k");
});

test("the browser keeps its own shortcuts", () => {
  expect(keyName(press("c", { metaKey: true }), PAGE)).toBeUndefined();
  expect(keyName(press("p", { ctrlKey: true }), PAGE)).toBeUndefined();
  expect(keyName(press("1", { altKey: true }), PAGE)).toBeUndefined();
});

test("a press in a dialog or menu, or while characters are composed, is not the page's", () => {
  expect(keyName(press("p"), DIALOG)).toBeUndefined();
  expect(keyName(press("ArrowDown"), DIALOG)).toBeUndefined();
  expect(keyName(press("j", { isComposing: true }), PAGE)).toBeUndefined();
});

test("keys that write nothing work in a field, too", () => {
  expect(keyName(press("ArrowDown"), FIELD)).toBe("ArrowDown");
});
