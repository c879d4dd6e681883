type Addressed = { url: string };

/** A request's path, without the cost of reading its whole address. */
export function pathOf({ url }: Addressed): string {
  // Without a Host header the address is the path alone.
  const start = url.startsWith("/") ? 0 : url.indexOf("/", url.indexOf("//") + 2);
  const end = url.slice(start).search(/[?#]/);
  return end === -1 ? url.slice(start) : url.slice(start, start + end);
}

/** What stands behind the question mark of a request's address, also where its host is missing or none. */
export function queryOf({ url }: Addressed): URLSearchParams {
  const start = url.indexOf("?");
  return new URLSearchParams(start === -1 ? "" : url.slice(start).replace(/#.*$/s, ""));
}

/** Whether a path is answered by a program's door rather than by the pages. */
export function isApi(path: string): boolean {
  return path.startsWith("/api/");
}
