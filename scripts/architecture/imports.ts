/** One import as it stands in a file; typeOnly where nothing of it is left at run time. */
export type Import = { from: string; typeOnly: boolean };

const STATEMENT =
  /^\s*(?:import|export)\s+(type\s+)?(?:[^"';]*?\sfrom\s+)?["']([^"']+)["']|\bimport\(\s*["']([^"']+)["']\s*\)/gm;

/** Answers everything a source file imports or re-exports, dynamic imports too. */
export function importsOf(text: string): Import[] {
  return [...text.matchAll(STATEMENT)].flatMap(([, type, fromStatement, fromCall]) => {
    const from = fromStatement ?? fromCall;
    return from === undefined ? [] : [{ from, typeOnly: type !== undefined }];
  });
}

/** Answers the package that an import names, or undefined for a relative path or a built-in. */
export function packageOf(from: string): string | undefined {
  if (from.startsWith(".") || /^(node|bun|virtual):/.test(from) || from === "bun") return undefined;
  const parts = from.split("/");
  return parts.slice(0, from.startsWith("@") ? 2 : 1).join("/");
}
