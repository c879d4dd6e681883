import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { createFolderBlobs } from "@gatehouse/store/folder-blobs";
import { createSqliteTable } from "@gatehouse/store/sqlite-table";
import { createLog } from "../../src/log.ts";
import type { Server } from "../../src/server.ts";
import { createTestApp } from "../test-app.ts";

type Send = (request: Request) => Promise<Response>;

/** What AWS's next answer to a fitting request, told by its address and body, is replaced by; once. */
type Trick = { fits(sent: string): boolean; answer(request: Request, sent: string): Promise<Response> };

const IN_ANSWERS = [
  /<SecretAccessKey>([^<]+)</g,
  /<SessionToken>([^<]+)</g,
  /"SecretAccessKey":"([^"]+)"/g,
  /"Token":"([^"]+)"/g,
  /"SigninToken":"([^"]+)"/g,
];

/** A test app whose log, records and snapshots lie where they can be read, and that remembers every secret AWS gave out. */
export async function createSecretsWorld(folder: string) {
  const secrets = new Set<string>();
  const tricks: Trick[] = [];
  let logged = "";
  const between =
    (aws: Send): Send =>
    async (request) => {
      const sent = `${request.url}\n${await request.clone().text()}`;
      const trick = tricks.findIndex(({ fits }) => fits(sent));
      const [found] = trick === -1 ? [] : tricks.splice(trick, 1);
      const answer = found === undefined ? await aws(request) : await found.answer(request, sent);
      const text = await answer.clone().text();
      for (const pattern of IN_ANSWERS) for (const [, secret] of text.matchAll(pattern)) secrets.add(secret ?? "");
      return answer;
    };
  const t = await createTestApp({
    between,
    adapters: {
      log: createLog("debug", { write: (line) => void (logged += line) }),
      table: createSqliteTable({ path: join(folder, "gatehouse.sqlite"), now: () => t.now() }),
      blobs: createFolderBlobs(join(folder, "snapshots")),
    },
  });
  return {
    t,
    tricks,
    /** Remembers a secret of ours. */
    secret: (text: string | undefined): void => void (text !== undefined && text !== "" && secrets.add(text)),
    secrets: (): readonly string[] => [...secrets],
    log: (): string => logged,
    /** Everything in the folder, byte by byte; the records are closed first. */
    async files(): Promise<string> {
      await t.close();
      const names = await readdir(folder, { recursive: true, withFileTypes: true });
      const files = names.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
      const texts = await Promise.all(files.map(async (file) => (await Bun.file(file).bytes()).toBase64()));
      return texts.map((text) => atob(text)).join("\n");
    },
  };
}

/** The server, with the text of every answer that refuses kept. */
export function keepRefusals(server: Pick<Server, "handle">) {
  const refusals: string[] = [];
  return {
    refusals,
    server: {
      async handle(request: Request): Promise<Response> {
        const answer = await server.handle(request);
        if (answer.status >= 400) {
          const head = JSON.stringify([...answer.headers].filter(([name]) => name !== "set-cookie"));
          refusals.push(`${answer.status} ${head} ${await answer.clone().text()}`);
        }
        return answer;
      },
    },
  };
}
