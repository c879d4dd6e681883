import type { Row, Table } from "./table.ts";
import { NOTES } from "./tables.ts";
import { changeRow } from "./versioned.ts";

export type Notes = {
  get(name: string): Promise<string | undefined>;
  /** Writes a note over whatever it said. */
  put(name: string, text: string): Promise<void>;
  /** Changes a note by what it says, again where somebody else was faster; answering undefined leaves it. */
  change(name: string, decide: (text: string | undefined) => string | undefined): Promise<string | undefined>;
};

/** Keeps what jobs remember from one run to the next under short names, e.g. what was published last. */
export function createNotes(table: Table): Notes {
  const change: Notes["change"] = async (name, decide) => {
    const row = await changeRow(table, { table: NOTES, key: { name } }, (row) => {
      const text = decide(textOf(row));
      return text === undefined ? undefined : { text };
    });
    return textOf(row);
  };
  return {
    change,
    async get(name) {
      return textOf(await table.get(NOTES, { name }));
    },
    async put(name, text) {
      await change(name, () => text);
    },
  };
}

function textOf(row: Row | undefined): string | undefined {
  const text = row?.["text"];
  return typeof text === "string" ? text : undefined;
}
