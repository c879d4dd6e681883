import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const folder = new URL("./dist/", import.meta.url).pathname;
const TEXT = /\.(?:html|js|css|svg)$/;

// Done once here, at the best quality, so that neither a start nor a request waits for it.
for await (const name of new Bun.Glob("**/*").scan(folder)) {
  if (!TEXT.test(name)) continue;
  const raw = await Bun.file(folder + name).bytes();
  const brotli = brotliCompressSync(raw, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } });
  const gzip = gzipSync(raw, { level: 9 });
  if (brotli.length < raw.length) await Bun.write(`${folder}${name}.br`, brotli);
  if (gzip.length < raw.length) await Bun.write(`${folder}${name}.gz`, gzip);
}
