import { tableOf } from "../../table-of.ts";

const ENTITIES: ReadonlyMap<string, string> = tableOf({ quot: '"', apos: "'", lt: "<", gt: ">", amp: "&", nbsp: " " });

/**
 * Answers a message as AWS wrote it, on one line: without the escapes of JSON and HTML, the colours and frames of a
 * terminal, and the line breaks of whoever printed it.
 */
export function plainText(text: string): string {
  return entities(withoutColours(text))
    .replaceAll(/(?<!\\)\\+u([0-9a-f]{4})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    .replaceAll(/(?<!\\)\\+["']/g, '"')
    .replaceAll(/(?<!\\)\\+\//g, "/")
    .replaceAll(/(?<!\\)\\+[nrt]/g, " ")
    .replaceAll(/[\u2500-\u257f]/g, " ")
    .replaceAll(/[\u201c\u201d]/g, '"')
    .replaceAll(/\s+/g, " ")
    .trim();
}

const ESCAPE = String.fromCharCode(27);

function withoutColours(text: string): string {
  const [first = "", ...others] = text.split(ESCAPE);
  return first + others.map((piece) => piece.replace(/^\[[\d;]*[A-Za-z]/, "")).join("");
}

/** Twice, since a message inside XML inside HTML is escaped twice. */
function entities(text: string): string {
  return once(once(text));
}

function once(text: string): string {
  return text.replaceAll(/&(#\d+|#x[0-9a-f]+|[a-z]+);/gi, (whole, entity: string) => {
    if (!entity.startsWith("#")) return ENTITIES.get(entity.toLowerCase()) ?? whole;
    const code = /^#x/i.test(entity) ? Number.parseInt(entity.slice(2), 16) : Number(entity.slice(1));
    return code > 0 && code <= 0x10_ffff ? String.fromCodePoint(code) : whole;
  });
}
