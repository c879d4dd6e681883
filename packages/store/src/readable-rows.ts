import { textAt } from "./row-values.ts";
import type { Row } from "./table.ts";

/** Told of a stored role that cannot be understood. */
export type OnUnreadable = (arn: string, error: unknown) => void;

/** So many rows are told; a table of nothing but such rows does not fill the memory. */
const TOLD = 1000;

/** Reads rows one by one: one that cannot be understood is told once and left out, so that it takes nothing else down. */
export function createRowReader(onUnreadable: OnUnreadable) {
  const told = new Set<string>();
  const tell = (row: Row, error: unknown): void => {
    const arn = textAt(row, "arn");
    if (told.has(arn) || told.size >= TOLD) return;
    told.add(arn);
    onUnreadable(arn, error);
  };
  return <T>(rows: readonly Row[], read: (row: Row) => T): T[] =>
    rows.flatMap((row) => {
      try {
        return [read(row)];
      } catch (error) {
        tell(row, error);
        return [];
      }
    });
}
