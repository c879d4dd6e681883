/** A value that every adapter keeps as it is, without what is undefined; bytes are for the incumbent's compressed configuration. */
export type Value = string | number | boolean | null | Uint8Array | Value[] | { [key: string]: Value | undefined };
/** Attributes by name; no name is empty, at any depth. */
export type Row = Record<string, Value>;

/** The row's key attributes by name, e.g. { arn, accountId }. */
export type Key = Record<string, string>;

/** Attributes as the writer read them; null means the attribute, or the whole row, must be absent. */
export type Condition = Record<string, string | number | null>;

export type Write = { put: Row; if?: Condition } | { delete: Key; if?: Condition };

export type Written = "written" | "conflict";

export type Query = {
  index?: string;
  /** The value of the hash key of the table or the index. */
  hash: string;
  /** Only rows whose range key lies after this one, in the direction of reading. */
  after?: string;
  descending?: boolean;
  limit?: number;
};

/**
 * The truth: rows by key, written only if they are still what was read. A row over 400 KB is refused with a Failure
 * "too-large"; a store that cannot be reached or written is a Failure "unavailable". Tables go by the name they are declared with.
 */
export type Table = {
  /** Reads one row, strongly consistent. */
  get(table: string, key: Key): Promise<Row | undefined>;
  /** Reads up to any number of rows, strongly consistent, each in the place of its key; absent rows are undefined. */
  getMany(table: string, keys: readonly Key[]): Promise<(Row | undefined)[]>;
  /**
   * Writes each row if its condition holds, and tells for each, in order; a conflict of one does not stop the others.
   * One call names a row once: in which order two writes of one row would happen is not said.
   */
  write(table: string, writes: readonly Write[]): Promise<Written[]>;
  /** Yields pages of rows with one hash key, in the order of the range key. */
  query(table: string, query: Query): AsyncIterable<Row[]>;
  /** Yields pages of all rows, in no order. */
  scan(table: string): AsyncIterable<Row[]>;
  /** Yields pages of the keys of all rows, strongly consistent and in no order. */
  keys(table: string): AsyncIterable<Key[]>;
  close(): Promise<void>;
};
