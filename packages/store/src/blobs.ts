/** Snapshots, for restore and for other tools. */
export type Blobs = {
  get(key: string): Promise<Uint8Array | undefined>;
  /** Replaces the object as a whole: readers see the old or the new one, never a mixture. */
  put(key: string, bytes: Uint8Array): Promise<void>;
  delete(key: string): Promise<void>;
  list(prefix: string): AsyncIterable<string>;
};
