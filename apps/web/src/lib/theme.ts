import { createSignal } from "solid-js";

export const THEMES = ["system", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];

const KEY = "gatehouse.theme";

function storedTheme(): Theme {
  const stored = localStorage.getItem(KEY);
  return THEMES.find((theme) => theme === stored) ?? "system";
}

function apply(theme: Theme) {
  if (theme === "system") delete document.documentElement.dataset["theme"];
  else document.documentElement.dataset["theme"] = theme;
}

const [theme, setSignal] = createSignal<Theme>("system");
export { theme };

/** Shows the theme chosen in this browser; call it before the first paint. */
export function restoreTheme(): void {
  setSignal(storedTheme());
  apply(theme());
}

/** Changes the theme at once and keeps the choice in this browser. */
export function setTheme(choice: Theme): void {
  localStorage.setItem(KEY, choice);
  setSignal(choice);
  apply(choice);
}
