export type Claim = {
  /** Extends the claim; false means that it was lost. */
  renew(milliseconds: number): Promise<boolean>;
  release(): Promise<void>;
};

/** A published copy: one text, or fields with their texts, which may come page by page where they are many. */
export type Copy = string | ReadonlyMap<string, string> | AsyncIterable<ReadonlyMap<string, string>>;

/** What may be lost: locks with expiry, publish/subscribe, rate limits, published copies for other tools. */
export type Cache = {
  /** Takes a lock for so long, or answers undefined where somebody else holds it. */
  claim(name: string, milliseconds: number): Promise<Claim | undefined>;
  /** Counts one more event and answers how many there were in this window. */
  count(name: string, windowMilliseconds: number): Promise<number>;
  publish(channel: string, message: string): Promise<void>;
  /** Calls the listener for every message until the returned function is called. */
  subscribe(channel: string, listener: (message: string) => void): Promise<() => Promise<void>>;
  /** Replaces a published copy as a whole: readers see the old or the new one, never a mixture; no fields leave no copy. */
  replace(key: string, copy: Copy): Promise<void>;
  /** Reads a published copy back; undefined where there is none. */
  read(key: string): Promise<string | Map<string, string> | undefined>;
  close(): Promise<void>;
};
