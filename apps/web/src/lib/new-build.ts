const KEY = "gatehouse.reloaded";
const APART_MS = 30_000;

/**
 * Loads the page anew where a part of it is gone from the server, as it is after an upgrade; never twice in half a
 * minute, so that a part that cannot be had shows its error and does not turn in circles.
 */
export function reloadOnNewBuild(): void {
  addEventListener("vite:preloadError", (event) => {
    const last = Number(sessionStorage.getItem(KEY) ?? 0);
    if (Date.now() - last < APART_MS) return;
    event.preventDefault();
    sessionStorage.setItem(KEY, String(Date.now()));
    location.reload();
  });
}
