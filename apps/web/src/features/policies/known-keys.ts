/** What is said of one condition key: its values, or that the request lacks it. */
export type KnownKey = { key: string; values: readonly string[] | "absent" };

const ABSENT = "!";

/** Reads what an address says of condition keys; texts without a name are left out. */
export function readKeys(text: string): KnownKey[] {
  const keys = new Map<string, string[] | "absent">();
  for (const [name, value] of new URLSearchParams(text)) {
    if (name.startsWith(ABSENT)) keys.set(name.slice(1), "absent");
    else {
      const known = keys.get(name);
      keys.set(name, Array.isArray(known) ? [...known, value] : [value]);
    }
  }
  return [...keys].filter(([key]) => key !== "").map(([key, values]) => ({ key, values }));
}

/** Writes condition keys so that an address can hold them. */
export function writeKeys(keys: readonly KnownKey[]): string {
  const pairs = keys.flatMap(({ key, values }) =>
    values === "absent" ? [[ABSENT + key, ""]] : values.map((value) => [key, value]),
  );
  return new URLSearchParams(pairs).toString();
}

/** Says one thing of a key in place of whatever was said of it before. */
export function setKey(keys: readonly KnownKey[], known: KnownKey): KnownKey[] {
  return [...keys.filter(({ key }) => key.toLowerCase() !== known.key.toLowerCase()), known];
}
