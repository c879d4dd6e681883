import type { Arrival } from "@gatehouse/store/people";
import type { GroupSource, OidcConfig } from "../../config/oidc.ts";

type Claims = Readonly<Record<string, unknown>>;

/** Claims that arrived, and where. */
export type Source = { from: GroupSource; claims: Claims };

export type Groups = { groups: string[]; from?: GroupSource; overage: boolean };

const WORDS: Record<GroupSource, string> = {
  id_token: "id token",
  access_token: "access token",
  userinfo: "userinfo",
};
/** What ties a token to its request says nothing about a person. */
const PLUMBING = new Set(["nonce", "at_hash", "c_hash", "s_hash"]);
/** Longer values are cut where they are kept to be looked at, and what stands behind so many claims is left out. */
const SHOWN = 2_000;
const MOST_CLAIMS = 40;

/** Finds a claim by its whole name, else by a path of names with dots. */
export function findClaim(claims: Claims, name: string): unknown {
  if (Object.hasOwn(claims, name)) return claims[name];
  let found: unknown = claims;
  for (const step of name.split(".")) {
    if (typeof found !== "object" || found === null || !Object.hasOwn(found, step)) return undefined;
    found = (found as Claims)[step];
  }
  return found;
}

/**
 * Answers the groups of the first source that has any, in the order the config names. A provider that left them out
 * because there are too many is told apart from one that has none to give.
 */
export function findGroups(sources: readonly Source[], { groups_claim, groups_from }: OidcConfig): Groups {
  const ordered = groups_from.flatMap((from) => sources.find((source) => source.from === from) ?? []);
  for (const { from, claims } of ordered) {
    const groups = toGroups(findClaim(claims, groups_claim));
    if (groups !== undefined) return { groups, from, overage: false };
  }
  return { groups: [], overage: ordered.some(({ claims }) => hasOverage(claims, groups_claim)) };
}

function toGroups(value: unknown): string[] | undefined {
  const list: unknown = typeof value === "string" ? [value] : value;
  if (!Array.isArray(list)) return undefined;
  const words = list.flatMap((one) => (typeof one === "string" ? one.trim() : []));
  return [...new Set(words)].filter((word) => word !== "");
}

/** https://learn.microsoft.com/en-us/security/zero-trust/develop/configure-tokens-group-claims-app-roles#group-overages */
function hasOverage(claims: Claims, groupsClaim: string): boolean {
  const { _claim_names: elsewhere, hasgroups } = claims;
  if (hasgroups === true || hasgroups === "true") return true;
  return typeof elsewhere === "object" && elsewhere !== null && Object.hasOwn(elsewhere, groupsClaim);
}

/** Writes down what arrived, for the person to look at. */
export function describeArrival(sources: readonly Source[], { from, overage }: Groups, settings: OidcConfig): Arrival {
  const { groups_claim: claim, groups_from } = settings;
  const looked = groups_from.map((one) => WORDS[one]).join(", ");
  const notice = overage
    ? `You are in more groups than the provider puts into a token, so it sent none. Its operator can have it send only the groups assigned to this application.`
    : `No claim ${claim} arrived (looked for in: ${looked}), so Gatehouse knows no group of yours.`;
  return {
    sources: sources.map((source) => ({
      source: WORDS[source.from],
      claims: Object.entries(source.claims)
        .filter(([name]) => !PLUMBING.has(name))
        .slice(0, MOST_CLAIMS)
        .map(([name, value]) => ({ name: name.slice(0, 200), value: shown(value) })),
    })),
    ...(from === undefined ? { notice } : { groupsFrom: `the claim ${claim} of the ${WORDS[from]}` }),
  };
}

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? "null";
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}… (cut)` : text;
}
