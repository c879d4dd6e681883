const MARK = "#policies=";

/** What comes out of a link is never larger: a few bytes can be made to unpack to gigabytes. */
const MOST_BYTES = 1_000_000;

/** The end of an address that carries texts by their names, packed; browsers send it to no server. */
export async function packTexts(texts: Readonly<Record<string, string>>): Promise<string> {
  const packed = new Blob([JSON.stringify(texts)]).stream().pipeThrough(new CompressionStream("deflate-raw"));
  const bytes = new Uint8Array(await new Response(packed).arrayBuffer());
  const binary = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
  return MARK + btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

/** Whether an address carries texts. */
export const carriesTexts = (hash: string): boolean => hash.startsWith(MARK);

/** The texts that the end of an address carries; undefined where it was cut or is none of ours. */
export async function unpackTexts(hash: string): Promise<Map<string, string> | undefined> {
  try {
    const binary = atob(hash.slice(MARK.length).replaceAll("-", "+").replaceAll("_", "/"));
    const bytes = Uint8Array.from(binary, (letter) => letter.charCodeAt(0));
    const texts: unknown = JSON.parse(await inflate(bytes));
    if (typeof texts !== "object" || texts === null) return undefined;
    const pairs = Object.entries(texts).filter((pair): pair is [string, string] => typeof pair[1] === "string");
    return new Map(pairs);
  } catch {
    return undefined;
  }
}

async function inflate(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  const decoder = new TextDecoder();
  let [text, length] = ["", 0];
  // Safari cannot walk a stream by itself.
  const reader = stream.getReader();
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    length += read.value.length;
    if (length > MOST_BYTES) throw new RangeError("the texts of a link are too long");
    text += decoder.decode(read.value, { stream: true });
  }
  return text + decoder.decode();
}
