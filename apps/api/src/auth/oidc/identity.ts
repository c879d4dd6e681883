import { isPerson } from "@gatehouse/core/access/identity";
import type { SignOnProblem } from "@gatehouse/core/me";
import type { OidcConfig } from "../../config/oidc.ts";
import type { Identity } from "../sign-on-method.ts";
import { describeArrival, findClaim, findGroups, type Source } from "./claims.ts";

/** Answers who the claims say a person is, or why they name nobody that Gatehouse can know. */
export function readIdentity(
  sources: readonly Source[],
  settings: OidcConfig & { plainNames: boolean },
): { identity: Identity } | { problem: SignOnProblem } {
  const email = first(sources, settings.email_claim);
  if (email === undefined) return { problem: "no-email" };
  if (!settings.plainNames && !isPerson(email)) return { problem: "plain-name" };
  const unverified = sources.some(({ claims }) => isFalse(claims["email_verified"]));
  if (unverified && !settings.allow_unverified_email) return { problem: "unverified-email" };
  const groups = findGroups(sources, settings);
  return {
    identity: {
      person: { kind: "person", name: email.toLowerCase(), groups: groups.groups },
      displayName: first(sources, settings.name_claim) ?? email,
      arrival: describeArrival(sources, groups, settings),
    },
  };
}

function first(sources: readonly Source[], claim: string): string | undefined {
  for (const { claims } of sources) {
    const value = findClaim(claims, claim);
    if (typeof value === "string" && value.trim() !== "") return value.trim();
  }
  return undefined;
}

/** Some providers send the word. */
function isFalse(value: unknown): boolean {
  return value === false || value === "false";
}
