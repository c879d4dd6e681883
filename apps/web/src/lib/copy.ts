import { toast } from "./toast.ts";

/** Copies text and shows what was copied, or less where that is long; where the browser refuses, shows the text to copy by hand. */
export async function copy(text: string, what: string, shown = text): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    toast(`${what} copied`, shown);
  } catch {
    toast("The browser did not let Gatehouse copy. Here it is:", text);
  }
}
