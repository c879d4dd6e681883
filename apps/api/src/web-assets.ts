import { join, resolve } from "node:path";
import { pathOf } from "./request-path.ts";

type Encoding = "br" | "gzip" | "identity";
type Asset = { bodies: Partial<Record<Encoding, Uint8Array<ArrayBuffer>>>; type: string; etag: string; cache: string };
export type WebAssets = ReadonlyMap<string, Asset>;

const PACKED: Record<string, Encoding> = { ".br": "br", ".gz": "gzip" };

/** Reads the built pages into memory, each with the compressed copies that lie beside it; no folder means no pages. */
export async function loadWebAssets(folder: string): Promise<WebAssets> {
  const root = resolve(folder);
  const names = await Array.fromAsync(new Bun.Glob("**/*").scan({ cwd: root, dot: false })).catch(() => []);
  return readWebAssets(new Map(names.map((name) => [name, join(root, name)])));
}

/** Reads the built pages from wherever each lies, by its name in the folder of the build. */
export async function readWebAssets(files: ReadonlyMap<string, string>): Promise<WebAssets> {
  const plain = [...files.keys()].filter((name) => PACKED[name.slice(-3)] === undefined);
  const entries = await Promise.all(plain.map(async (name) => [`/${name}`, await readAsset(name, files)] as const));
  return new Map(entries);
}

async function readAsset(name: string, files: ReadonlyMap<string, string>): Promise<Asset> {
  const bytesAt = (path = ""): Promise<Uint8Array<ArrayBuffer>> => bytesOf(Bun.file(path));
  const bodies: Asset["bodies"] = { identity: await bytesAt(files.get(name)) };
  for (const [ending, encoding] of Object.entries(PACKED)) {
    if (files.has(name + ending)) bodies[encoding] = await bytesAt(files.get(name + ending));
  }
  const hash = Bun.hash(bodies.identity ?? "").toString(36);
  const cache = name.startsWith("assets/") ? "public, max-age=31536000, immutable" : "no-cache";
  return { bodies, type: Bun.file(name).type, etag: hash, cache };
}

async function bytesOf(file: ReturnType<typeof Bun.file>): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await file.arrayBuffer());
}

/** Answers a page or a file: our own paths that are no file are the one page, a missing file is a 404. */
export function serveWeb(assets: WebAssets, request: Request): Response {
  const pathname = pathOf(request);
  const isFile =
    pathname.startsWith("/assets/") || (/\.[a-z0-9]{2,5}$/i.test(pathname) && !pathname.startsWith("/role/"));
  const asset = assets.get(pathname) ?? (isFile ? undefined : assets.get("/index.html"));
  if (asset === undefined) return new Response("There is nothing at this address.", { status: 404 });
  const encoding = chooseEncoding(asset, request.headers.get("accept-encoding") ?? "");
  const etag = `"${asset.etag}-${encoding}"`;
  const headers = new Headers({
    "content-type": asset.type,
    "cache-control": asset.cache,
    etag,
    vary: "accept-encoding",
  });
  if (request.headers.get("if-none-match")?.includes(etag)) return new Response(null, { status: 304, headers });
  if (encoding !== "identity") headers.set("content-encoding", encoding);
  return new Response(request.method === "HEAD" ? null : asset.bodies[encoding], { headers });
}

function chooseEncoding(asset: Asset, accepted: string): Encoding {
  const offers = accepted.split(",").map((offer) => offer.trim().split(/\s*;\s*/));
  const accepts = (name: string): boolean => offers.some(([offer, q]) => offer === name && q !== "q=0");
  if (asset.bodies.br && accepts("br")) return "br";
  return asset.bodies.gzip && accepts("gzip") ? "gzip" : "identity";
}
