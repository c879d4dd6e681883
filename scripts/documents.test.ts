import { expect, test } from "bun:test";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { Glob } from "bun";
import { ROOT } from "./setup/root.ts";

const DOCUMENTS = ["*.md", "docs/*.md"].flatMap((pattern) => [...new Glob(pattern).scanSync({ cwd: ROOT })]);

/** What a document names of this repository: paths in code marks, and links that are no addresses. */
function namedIn(document: string, text: string): string[] {
  const paths = [...text.matchAll(/`((?:apps|packages|scripts|docs)\/[^`\s]*)`/g)].map(([, path = ""]) => path);
  const links = [...text.matchAll(/(?:\]\(|srcset="|src=")([^)"\s#]+)/g)]
    .map(([, link = ""]) => link)
    .filter((link) => !/^[a-z]+:/.test(link))
    .map((link) => join(dirname(document), link));
  return [...paths, ...links];
}

test.each(DOCUMENTS.map((document) => [document]))("%s names only files that are there", async (document) => {
  const text = await Bun.file(join(ROOT, document)).text();
  expect(namedIn(document, text).filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
});

test("every document is looked at", () => {
  expect(DOCUMENTS).toContain("README.md");
  expect(DOCUMENTS).toContain("docs/running-on-aws-storage.md");
});

test("a file that is gone would be found", () => {
  const text = "`packages/core/src/gone.ts` and [this](gone.md), not [that](https://example.com/gone.md)";
  expect(namedIn("docs/a.md", text)).toEqual(["packages/core/src/gone.ts", "docs/gone.md"]);
});
