import { summarizeAccess } from "@gatehouse/core/access/access-summary";
import { matchedRules } from "@gatehouse/core/access/matched-rules";
import { ADMIN_GROUPS } from "@gatehouse/core/admin-groups";
import { memberBy } from "@gatehouse/core/authorize";
import type { Profile } from "@gatehouse/core/profile";
import { worldOf } from "../access/world.ts";
import type { App } from "../app.ts";
import type { LiveSession } from "../auth/sessions.ts";
import { describeToken } from "../tokens/describe-token.ts";

/** Answers what a person's sign-on said of them and what follows from it; claims as they arrived, and no tokens. */
export async function getProfile(app: App, { person, displayName, method }: LiveSession): Promise<Profile> {
  const [known, tokens] = await Promise.all([app.store.people.get(person.name), app.store.tokens.ofOwner(person.name)]);
  const live = tokens.filter((token) => describeToken(token, app.now()).state === "live");
  const { sources, groupsFrom, notice } = known?.arrival ?? { sources: [] };
  const world = worldOf(app);
  const authority = app.settings.authority();
  const { nearMisses } = summarizeAccess(person, world, { tags: app.config.tags, settings: app.settings.current() });
  return {
    name: person.name,
    displayName,
    signOn: method,
    groups: person.groups,
    arrived: sources,
    matched: matchedRules(person, world),
    admin: ADMIN_GROUPS.flatMap((group) => {
      const by = memberBy(person, group, authority);
      return by === undefined ? [] : [{ group, because: `groups.${group} names ${by}` }];
    }),
    liveTokens: live.map(({ name }) => name),
    nearMisses,
    ...(known !== undefined && { signedOnAt: known.signedOnAt }),
    ...(groupsFrom !== undefined && { groupsFrom }),
    ...(notice !== undefined && { notice }),
  };
}
