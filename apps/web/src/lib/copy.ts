import { toast } from "./toast.ts";

/** Copies text and shows what was copied; where the browser refuses, shows the text to copy by hand. */
export async function copy(text: string, what: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    toast(`${what} copied`, text);
  } catch {
    toast("The browser did not let Gatehouse copy. Here it is:", text);
  }
}
