import { afterAll, beforeAll, expect, test } from "bun:test";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadWebAssets, serveWeb, type WebAssets } from "./web-assets.ts";

let folder = "";
let assets: WebAssets = new Map();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "gatehouse-web-"));
  await Bun.write(join(folder, "index.html"), "<!doctype html><title>Gatehouse</title>");
  await Bun.write(join(folder, "assets/app-1a2b.js"), "console.log(1)");
  await Bun.write(join(folder, "assets/app-1a2b.js.br"), "packed");
  assets = await loadWebAssets(folder);
});
afterAll(() => rm(folder, { recursive: true }));

const get = (path: string, headers: Record<string, string> = {}) =>
  serveWeb(assets, new Request(`http://localhost${path}`, { headers }));

test("a packed copy is sent to whoever takes it, and never to anyone else", async () => {
  const packed = get("/assets/app-1a2b.js", { "accept-encoding": "gzip, deflate, br" });
  expect(packed.headers.get("content-encoding")).toBe("br");
  expect(await packed.text()).toBe("packed");
  expect(get("/assets/app-1a2b.js", { "accept-encoding": "br;q=0" }).headers.get("content-encoding")).toBeNull();
});

test("named by their content, assets are kept for ever; the page is asked for again", () => {
  expect(get("/assets/app-1a2b.js").headers.get("cache-control")).toContain("immutable");
  expect(get("/").headers.get("cache-control")).toBe("no-cache");
});

test("a page that has not changed is not sent again", () => {
  const etag = get("/").headers.get("etag") ?? "";
  const again = get("/", { "if-none-match": etag });
  expect(again.status).toBe(304);
  expect(again.body).toBeNull();
});

test("every path that is no file is the page, also one that ends like a file's name", async () => {
  for (const path of ["/jobs", "/role/arn:aws:iam::123456789012:role/web.app", "/no/such/page"]) {
    expect(await get(path).text()).toContain("<title>Gatehouse</title>");
  }
});

test("a file that is missing, or a path out of the folder, is not found rather than the page", () => {
  expect(get("/assets/gone.js").status).toBe(404);
  expect(get("/favicon.ico").status).toBe(404);
  expect(get("/assets/..%2f..%2fpackage.json").status).toBe(404);
});

test("without built pages every path is not found", async () => {
  expect(serveWeb(await loadWebAssets(join(folder, "none")), new Request("http://localhost/")).status).toBe(404);
});
