import { storageWarnings } from "@gatehouse/store/open-store";
import type { StorageConfig } from "@gatehouse/store/storage-config";
import type { Logger } from "../log.ts";

/** Logs what the storage is not set up for; one that cannot be asked keeps nothing from starting. */
export async function warnOfStorage(storage: StorageConfig, log: Pick<Logger, "warn">): Promise<void> {
  try {
    for (const sentence of await storageWarnings(storage)) log.warn(sentence);
  } catch (error) {
    log.warn({ error }, "whether the storage is set up as it should be could not be found out");
  }
}
