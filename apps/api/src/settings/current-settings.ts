import { type Authority, authorityOf } from "@gatehouse/core/admin-groups";
import { Settings } from "@gatehouse/core/settings";
import type { Store } from "@gatehouse/store/store";
import { parseDocument } from "yaml";
import type { Config } from "../config/config.ts";
import type { Logger } from "../log.ts";

export type CurrentSettings = {
  /** The settings in force: the table's where it has any, else the config's dynamic_config block. */
  current(): Settings;
  /** The people and groups named in the admin groups: those of the config and those of the settings. */
  authority(): Authority;
  /** Reads the table again; what cannot be read or is no valid configuration leaves the settings as they were. */
  refresh(): Promise<void>;
  close(): void;
};

const EVERY = 5_000;

type Parts = { config: Config; store: Pick<Store, "settings">; log: Logger };

/** Keeps the settings in memory and refreshes them every 5 seconds, so that all processes agree within that time. */
export function createSettings({ config, store, log }: Parts): CurrentSettings {
  const fromConfig = config.dynamic_config;
  const naming = { lowerCaseGroups: config.groups.lower_case };
  const authorityIn = (settings: Settings) => authorityOf([config.groups, settings.groups], naming);
  let settings = fromConfig;
  let authority = authorityIn(settings);
  let seen: string | undefined;
  const refresh = async (): Promise<void> => {
    const text = await store.settings.read();
    if (text === seen) return;
    seen = text;
    settings = text === undefined ? fromConfig : parseSettings(text);
    authority = authorityIn(settings);
  };
  const refreshOrWarn = (): Promise<void> =>
    refresh().catch((error: unknown) =>
      log.warn({ error }, "the settings could not be read; those read before stay in force"),
    );
  const timer = setInterval(() => void refreshOrWarn(), EVERY);
  timer.unref();
  return {
    current: () => settings,
    authority: () => authority,
    refresh: refreshOrWarn,
    close: () => clearInterval(timer),
  };
}

function parseSettings(text: string): Settings {
  const document = parseDocument(text, { version: "1.1", merge: true });
  const [error] = document.errors;
  if (error !== undefined) throw error;
  return Settings.parse(document.toJS() ?? {});
}
