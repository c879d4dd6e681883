import { AwsError } from "../protocol/errors.ts";

/** One page of a listing and the marker of the next. */
export type Page<Item> = { items: Item[]; next?: string };

export type PageRequest = { marker?: string | undefined; size: number };

const encode = (key: string) => Buffer.from(key).toString("base64url");
const decode = (marker: string) => Buffer.from(marker, "base64url").toString();

/** The size of a page: the service's default where none is asked for, refused above its limit. */
export function pageSize(asked: number | undefined, { usual, limit }: { usual: number; limit: number }): number {
  const size = asked ?? usual;
  if (size >= 1 && size <= limit) return size;
  const bound = size < 1 ? "greater than or equal to 1" : `less than or equal to ${limit}`;
  throw new AwsError(
    "Validation",
    `1 validation error detected: Value '${size}' at 'maxItems' failed to satisfy constraint: Member must have value ${bound}`,
  );
}

/**
 * Cuts a page out of a listing by the key of the last item of the page before, so that items that come and go
 * between two pages neither repeat nor hide others. Keys are unique and the listing is in their order.
 */
export function pageOf<Item>(
  listing: readonly Item[],
  { marker, size }: PageRequest,
  keyOf: (item: Item) => string,
): Page<Item> {
  const after = marker === undefined ? undefined : decode(marker);
  if (marker !== undefined && (after === undefined || encode(after) !== marker)) {
    throw new AwsError("Validation", "Invalid Marker.");
  }
  const start = after === undefined ? 0 : listing.findIndex((item) => keyOf(item) > after);
  if (start < 0) return { items: [] };
  const items = listing.slice(start, start + size);
  const last = items.at(-1);
  return last !== undefined && start + size < listing.length ? { items, next: encode(keyOf(last)) } : { items };
}

/** Items in the order of their keys. */
export function byKey<Item>(items: Iterable<Item>, keyOf: (item: Item) => string): Item[] {
  return [...items].toSorted((left, right) => (keyOf(left) < keyOf(right) ? -1 : 1));
}
