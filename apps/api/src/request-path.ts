/** A request's path, without the cost of reading its whole address. */
export function pathOf({ url }: { url: string }): string {
  const start = url.indexOf("/", url.indexOf("//") + 2);
  const end = url.slice(start).search(/[?#]/);
  return end === -1 ? url.slice(start) : url.slice(start, start + end);
}

/** Whether a path is answered by a program's door rather than by the pages. */
export function isApi(path: string): boolean {
  return path.startsWith("/api/");
}
