import { promisify } from "node:util";
import { inflate } from "node:zlib";
import { Failure } from "@gatehouse/core/failure";
import type { Table } from "./table.ts";
import { CONFIG } from "./tables.ts";

const unzip = promisify(inflate);
const MASTER = "master";
const MAX_BYTES = 16 * 1024 * 1024;

export type SettingsStore = {
  /** The incumbent's dynamic configuration as its YAML text; undefined where nobody has saved one. */
  read(): Promise<string | undefined>;
};

/** Reads the incumbent's configuration table: one row, `master`, whose `config` is zlib-compressed YAML. */
export function createSettingsStore(table: Table): SettingsStore {
  return {
    async read() {
      const row = await table.get(CONFIG, { id: MASTER });
      const config = row?.["config"];
      if (config === undefined) return undefined;
      if (!(config instanceof Uint8Array)) throw unreadable();
      const text = await unzip(config, { maxOutputLength: MAX_BYTES }).catch((error: unknown) => {
        throw unreadable(error);
      });
      return text.toString("utf8");
    },
  };
}

function unreadable(cause?: unknown): Failure {
  return new Failure(
    "invalid",
    `The row "${MASTER}" of ${CONFIG} holds no zlib-compressed text. Save the configuration again.`,
    {
      cause,
    },
  );
}
