import { type Authority, authorityOf } from "@gatehouse/core/admin-groups";
import { Failure } from "@gatehouse/core/failure";
import { Settings } from "@gatehouse/core/settings";
import type { Store } from "@gatehouse/store/store";
import type { Config } from "../config/config.ts";
import type { Logger } from "../log.ts";
import { checkSettings, sayFinding } from "./check-settings.ts";
import { oneAtATime } from "./one-at-a-time.ts";

export type CurrentSettings = {
  /** The settings in force: the table's where it has any, else the config's dynamic_config block; nothing until one knows which. */
  current(): Settings;
  /** The people and groups named in the admin groups: those of the config and those of the settings. */
  authority(): Authority;
  /** The same for settings that are not in force. */
  authorityIn(settings: Settings): Authority;
  /** Why what is saved is not in force; undefined where it is. */
  problem(): string | undefined;
  /** Reads the table again; what cannot be read or is no valid configuration leaves the settings as they were. */
  refresh(): Promise<void>;
  close(): void;
};

/** The config's block may have been replaced long ago: what is in force is not guessed from it. */
const NOTHING = Settings.parse({});
/** A second less than all processes are promised to need, for the reading itself. */
const EVERY = 4_000;

type Parts = { config: Config; store: Pick<Store, "settings">; log: Logger };

/** Keeps the settings in memory and reads them again and again, so that all processes agree within 5 seconds. */
export function createSettings({ config, store, log }: Parts): CurrentSettings {
  const fromConfig = config.dynamic_config;
  const naming = { lowerCaseGroups: config.groups.lower_case };
  const authorityIn = (settings: Settings) => authorityOf([config.groups, settings.groups], naming);
  let settings = NOTHING;
  let authority = authorityIn(settings);
  let seen: string | undefined;
  let problem: string | undefined;
  const parse = parser();
  const refresh = async (): Promise<void> => {
    const text = await store.settings.read();
    if (settings !== NOTHING && text === seen && problem === undefined) return;
    settings = text === undefined ? fromConfig : parse(text);
    authority = authorityIn(settings);
    seen = text;
    problem = undefined;
  };
  // A reading that took long must not bring back what was replaced meanwhile.
  const refreshOrWarn = oneAtATime(() =>
    refresh().catch((error: unknown) => {
      const said = error instanceof Failure ? error.message : "The settings could not be read.";
      if (settings === NOTHING)
        log.warn({ error }, "the settings cannot be read; until they can be, they grant nothing");
      else if (said !== problem) log.warn({ error }, "the settings could not be read; those read before stay in force");
      problem = said;
    }),
  );
  const timer = setInterval(() => void refreshOrWarn(), EVERY);
  timer.unref();
  return {
    current: () => settings,
    authority: () => authority,
    authorityIn,
    problem: () => problem,
    refresh: refreshOrWarn,
    close: () => clearInterval(timer),
  };
}

/** Remembers the text that it refused last: the same one is not read through every few seconds. */
function parser(): (text: string) => Settings {
  let refused: { text: string; why: Failure } | undefined;
  return (text) => {
    if (text === refused?.text) throw refused.why;
    const { settings, findings } = checkSettings(text);
    if (settings !== undefined) return settings;
    const first = findings.find(({ severity }) => severity === "error");
    const why = new Failure("invalid", first === undefined ? "The settings are not valid." : sayFinding(first));
    refused = { text, why };
    throw why;
  };
}
