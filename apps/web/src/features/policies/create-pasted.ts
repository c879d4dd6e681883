import { createUrlState } from "../../lib/url-state.ts";
import { createKeptText } from "./kept-text.ts";
import { PASTED, type Pasted, type PastedKind, readKinds } from "./question.ts";

/** The policies that are pasted besides: the address says of which kinds, and this tab keeps their texts. */
export function createPasted(): [() => Pasted, (kind: PastedKind, text: string | undefined) => void] {
  const [written, setWritten] = createUrlState("with");
  const texts = new Map(PASTED.map(({ kind }) => [kind, createKeptText(kind)]));
  const pasted = (): Pasted =>
    Object.fromEntries(readKinds(written()).map((kind) => [kind, texts.get(kind)?.[0]() ?? ""]));
  const paste = (kind: PastedKind, text: string | undefined): void => {
    const others = readKinds(written()).filter((one) => one !== kind);
    texts.get(kind)?.[1](text ?? "");
    setWritten((text === undefined ? others : [...others, kind]).join(","));
  };
  return [pasted, paste];
}
