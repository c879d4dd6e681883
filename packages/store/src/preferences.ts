import { NO_PREFERENCES, Preferences } from "@gatehouse/core/preferences";
import type { Row, Table } from "./table.ts";
import { PREFERENCES } from "./tables.ts";
import { changeRow } from "./versioned.ts";

export type PreferencesOfPeople = {
  get(person: string): Promise<Preferences>;
  /** Changes a person's preferences, again where another of their pages was faster, and answers them as they are now. */
  change(person: string, decide: (preferences: Preferences) => Preferences): Promise<Preferences>;
};

/** Keeps one row per person. */
export function createPreferences(table: Table): PreferencesOfPeople {
  return {
    async get(person) {
      return toPreferences(await table.get(PREFERENCES, { person }));
    },
    async change(person, decide) {
      const row = await changeRow(table, { table: PREFERENCES, key: { person } }, (row) => {
        const preferences = Preferences.parse(decide(toPreferences(row)));
        return JSON.parse(JSON.stringify(preferences)) as Row;
      });
      return toPreferences(row);
    },
  };
}

function toPreferences(row: Row | undefined): Preferences {
  return row === undefined ? NO_PREFERENCES : Preferences.parse(row);
}
