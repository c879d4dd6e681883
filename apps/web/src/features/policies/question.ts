import type { KnownKey } from "./known-keys.ts";
import type { AccessQuestion } from "./queries.ts";

/** The policies that can be pasted besides, as the page names them. */
export const PASTED = [
  { kind: "serviceControl", word: "Service control policy", one: false },
  { kind: "resourceControl", word: "Resource control policy", one: false },
  { kind: "boundary", word: "Permissions boundary", one: true },
  { kind: "session", word: "Session policy", one: true },
  { kind: "resourcePolicy", word: "Resource-based policy", one: true },
  { kind: "endpoint", word: "VPC endpoint policy", one: true },
] as const;
export type PastedKind = (typeof PASTED)[number]["kind"];
export type Pasted = Partial<Record<PastedKind, string>>;

export type Asked = {
  who: "role" | "pasted";
  role: string;
  identity: string;
  /** Where the pasted policies are; empty where the resource says it. */
  account: string;
  action: string;
  resource: string;
  keys: readonly KnownKey[];
  rest: "absent" | "unknown";
  pasted: Pasted;
};

const KINDS: ReadonlyMap<string, PastedKind> = new Map(PASTED.map(({ kind }) => [kind, kind]));

/** The kinds of pasted policy that an address names. */
export function readKinds(written: string): PastedKind[] {
  return written.split(",").flatMap((kind) => KINDS.get(kind) ?? []);
}

/** What still must be said before there is a question. */
export function missingOf({ who, role, identity, account, action, resource, keys, pasted }: Asked): string[] {
  // An answer without a policy that the address names would be another answer.
  const empty = PASTED.filter(({ kind }) => pasted[kind]?.trim() === "" && !isOwn(kind, who));
  return [
    ...(who === "role" && !role.startsWith("arn:") ? ["a role"] : []),
    ...(who === "pasted" && identity.trim() === "" ? ["the policies"] : []),
    ...(who === "pasted" && !/^(\d{12})?$/.test(account) ? ["the 12 digits of the account"] : []),
    ...(/^[\w-]+:\w+$/.test(action.trim()) ? [] : ["an action like s3:GetObject"]),
    ...(resource.trim() === "" ? ["a resource"] : []),
    ...keys.flatMap(({ key, values }) =>
      values !== "absent" && values.every((value) => value === "") ? [`what ${key} is`] : [],
    ),
    ...empty.map(
      ({ word }) =>
        `the ${word.replace(/^[A-Z](?=[a-z])/, (letter) => letter.toLowerCase())}: paste it or leave it out`,
    ),
  ];
}

/** The question as the server takes it; undefined while something is missing. */
export function questionOf(asked: Asked): AccessQuestion | undefined {
  if (missingOf(asked).length > 0) return undefined;
  const { who, role, identity, account, action, resource, keys, rest, pasted } = asked;
  const known = keys.flatMap(({ key, values }): [string, string[]][] =>
    values === "absent" ? [] : [[key, [...values]]],
  );
  const texts = PASTED.flatMap(({ kind, one }) => {
    const text = pasted[kind]?.trim();
    if (!text || isOwn(kind, who)) return [];
    return [[kind, one ? text : [text]] as const];
  });
  return {
    ...(who === "role" ? { role } : { identity: [identity] }),
    ...(who === "role" || account === "" ? {} : { accountId: account }),
    ...Object.fromEntries(texts),
    action: action.trim(),
    resource: resource.trim(),
    context: Object.fromEntries(known),
    absent: keys.flatMap(({ key, values }) => (values === "absent" ? [key] : [])),
    rest,
  };
}

/** Who does what on which resource: the answer to another of these is never shown in the place of the one asked for. */
export function subjectOf({ role, accountId, action, resource }: AccessQuestion): string {
  return JSON.stringify([role, accountId, action, resource]);
}

/** The texts that take part and that an address has no room for, by the names under which they are kept. */
export function textsOf({ who, identity, pasted }: Asked): Record<string, string> {
  const own = who === "pasted" && identity.trim() !== "" ? { identity } : {};
  return { ...own, ...pasted };
}

/** A role of the estate brings its own boundary. */
const isOwn = (kind: PastedKind, who: Asked["who"]): boolean => kind === "boundary" && who === "role";
