/** Unpacks an asset by the platform's own streams: every browser knows gzip, Bun knows brotli as well. */
export async function unpack(packed: Uint8Array<ArrayBuffer>, format: "gzip" | "brotli"): Promise<Uint8Array> {
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream(format));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}
