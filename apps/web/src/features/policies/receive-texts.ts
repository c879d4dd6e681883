import { takeHash } from "../../lib/tab-memory.ts";
import { toast } from "../../lib/toast.ts";
import { keepText } from "./kept-text.ts";
import { carriesTexts, unpackTexts } from "./policy-link.ts";
import { PASTED } from "./question.ts";

/** The texts that can be shared; what AWS said to someone cannot. */
const SHARED: ReadonlySet<string> = new Set([
  "identity",
  "check",
  "compare-first",
  "compare-second",
  ...PASTED.map(({ kind }) => kind),
]);

/** Takes the texts that an address carries into this tab, and out of the address, so that no history keeps them. */
export async function receiveTexts(): Promise<void> {
  const hash = takeHash();
  if (!carriesTexts(hash)) return;
  const texts = await unpackTexts(hash);
  for (const [name, text] of texts ?? []) if (SHARED.has(name)) keepText(name, text);
  history.replaceState(history.state, "", location.pathname + location.search);
  if (texts === undefined) toast("The policies that this address carries cannot be read: it may have been cut short.");
}

/** A browser does not load a page anew where only the end of its address has changed. */
export function reloadOnTexts(): void {
  if (carriesTexts(location.hash)) location.reload();
}
