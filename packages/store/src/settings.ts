import { Failure } from "@gatehouse/core/failure";
import { textAt } from "./row-values.ts";
import {
  markOf,
  MASTER,
  nextStamp,
  NOTE,
  packSettings,
  sameConfig,
  type SettingsVersion,
  unpackSettings,
  versionOf,
} from "./settings-row.ts";
import type { Row, Table } from "./table.ts";
import { CONFIG } from "./tables.ts";
import { asRead, nextVersion } from "./versioned.ts";

/** A version with its YAML text; the mark tells whether anybody saved since it was read. */
export type SavedSettings = SettingsVersion & { text: string; mark: string };

/** The mark of a table in which nobody has saved yet. */
export const NEVER_SAVED = "never";

/** The incumbent lets two versions of one second have one name; ours get a name of their own. */
const MOST_OF_ONE_SECOND = 20;

export type SettingsStore = {
  /** The incumbent's dynamic configuration as its YAML text; undefined where nobody has saved one. */
  read(): Promise<string | undefined>;
  /** The same with its author and time; a row that holds no text we can read counts as empty, so that it can be saved over. */
  current(): Promise<SavedSettings | undefined>;
  /** Saves only over the version that has this mark; that version is kept under its own id. */
  save(save: { text: string; by: string; note?: string | undefined }, mark: string): Promise<"saved" | "conflict">;
  /** All versions before the current one, the newest first, without their texts. */
  versions(): Promise<SettingsVersion[]>;
  version(id: string): Promise<SavedSettings | undefined>;
};

/**
 * Keeps the incumbent's configuration table as it does: one row `master`, whose `config` is zlib-compressed YAML, and for
 * each version before it a row that is named by the second in which it was saved.
 */
export function createSettingsStore({ table, now }: { table: Table; now: () => number }): SettingsStore {
  const get = (id: string): Promise<Row | undefined> => table.get(CONFIG, { id });

  /** Copies what is about to be replaced; a copy that is there already, e.g. of a save that died midway, is as good. */
  const keep = async (row: Row): Promise<void> => {
    const stamp = textAt(row, "updated_at") || "0";
    const replaced = String(Math.floor(now() / 1000));
    for (let more = 0; more < MOST_OF_ONE_SECOND; more += 1) {
      const id = more === 0 ? stamp : `${stamp}.${more}`;
      const [written] = await table.write(CONFIG, [{ put: { ...row, id, updated_at: replaced }, if: { id: null } }]);
      if (written === "written" || sameConfig(await get(id), row)) return;
    }
    throw new Failure("conflict", `Too many versions of these settings are named ${stamp}. Nothing was saved.`);
  };

  const load = async (row: Row | undefined): Promise<SavedSettings | undefined> => {
    const version = row && versionOf(row);
    if (version === undefined || row === undefined) return undefined;
    return { ...version, text: await unpackSettings(row), mark: markOf(row) };
  };

  return {
    async read() {
      const row = await get(MASTER);
      return row?.["config"] === undefined ? undefined : unpackSettings(row);
    },
    async current() {
      const row = await get(MASTER);
      return load(row).catch((error: unknown) => {
        const version = row && versionOf(row);
        if (row !== undefined && version !== undefined && error instanceof Failure && error.code === "invalid")
          return { ...version, text: "", mark: markOf(row) };
        throw error;
      });
    },
    async save({ text, by, note }, mark) {
      const row = await get(MASTER);
      if ((row === undefined ? NEVER_SAVED : markOf(row)) !== mark) return "conflict";
      const put: Row = {
        id: MASTER,
        config: await packSettings(text),
        updated_by: by,
        updated_at: nextStamp(row, now()),
        gatehouse_version: nextVersion(row),
        ...(note !== undefined && { [NOTE]: note }),
      };
      if (row !== undefined) await keep(row);
      const [written] = await table.write(CONFIG, [{ put, if: asRead(row, { key: "id", stamp: "updated_at" }) }]);
      return written === "written" ? "saved" : "conflict";
    },
    async versions() {
      // The incumbent's table has no index, and no more rows than there were saves.
      const rows: Row[] = [];
      for await (const page of table.scan(CONFIG)) rows.push(...page);
      const master = rows.find((row) => row["id"] === MASTER);
      const kept = rows.filter((row) => row !== master && !(master && isCopyOf(row, master)));
      const versions = kept.flatMap((row) => versionOf(row) ?? []);
      return versions.sort((a, b) => (`${a.savedAt} ${a.id}` < `${b.savedAt} ${b.id}` ? 1 : -1));
    },
    async version(id) {
      return load(await get(id));
    },
  };
}

/** A save that died midway leaves a copy of the version that is still the current one. */
function isCopyOf(row: Row, master: Row): boolean {
  return textAt(row, "id") === textAt(master, "updated_at") && sameConfig(row, master);
}
