import { isTest, type SourceTree } from "./source-tree.ts";

const LINES = { source: 200, test: 400 };

/** Names every file that is longer than one idea: 200 lines, 400 for a test; style sheets as well. */
export function checkLength(tree: SourceTree): string[] {
  return [...tree].flatMap(([path, text]) => {
    if (!/\.(tsx?|css)$/.test(path)) return [];
    const limit = isTest(path) ? LINES.test : LINES.source;
    const lines = text.trimEnd().split("\n").length;
    return lines <= limit ? [] : [`${path}: ${lines} lines; split it (at most ${limit})`];
  });
}

const PARTITION_LITERAL = /\barn:aws[a-z-]*:/;

/** Names every line that spells an ARN itself: core/arn.ts builds them for every partition; the simulator makes its own. */
export function checkArns(tree: SourceTree): string[] {
  return linesOf(tree)
    .filter(({ path, line }) => !path.startsWith("packages/simulator/") && PARTITION_LITERAL.test(line))
    .map(({ path, number }) => `${path}:${number}: an ARN is built by core/arn.ts, for every partition`);
}

const ASKS_THE_CLOCK = /\bnew Date\(\s*\)|\bDate\(\s*\)|\bDate\.now\b|\bMath\.random\b|\bperformance\.now\b/;

/** Names every line of core that asks for the time or for chance: it is told both. */
export function checkCoreAsksNobody(tree: SourceTree): string[] {
  return linesOf(tree)
    .filter(({ path, line }) => path.startsWith("packages/core/src/") && ASKS_THE_CLOCK.test(line))
    .map(({ path, number }) => `${path}:${number}: core is told the time and its ids; it does not ask`);
}

const TABLE = /^(?:export )?const \w+: (?:Readonly<)?(?:Partial<)?Record<string,/;

/** Names every table of core that is an object: whoever looks "constructor" up in one finds what every object has. */
export function checkTables(tree: SourceTree): string[] {
  return linesOf(tree)
    .filter(({ path, line }) => /^packages\/core\/src\/(?!.*\/test\/)/.test(path) && TABLE.test(line))
    .map(({ path, number }) => `${path}:${number}: a table to look texts up in is made by core/table-of.ts`);
}

type Line = { path: string; number: number; line: string };

function linesOf(tree: SourceTree): Line[] {
  const product = [...tree].filter(([path]) => /\.tsx?$/.test(path) && !isTest(path));
  return product.flatMap(([path, text]) => text.split("\n").map((line, index) => ({ path, number: index + 1, line })));
}
