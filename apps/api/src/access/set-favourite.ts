import { parseRoleArn } from "@gatehouse/core/arn";
import type { Person } from "@gatehouse/core/actor";
import { Failure } from "@gatehouse/core/failure";
import type { Preferences } from "@gatehouse/core/preferences";
import { z } from "zod";
import type { App } from "../app.ts";

/** More than anyone's favourites, and far below what one row holds. */
const MOST = 200;

export const SetFavourite = z.object({
  arn: z
    .string()
    .max(2048)
    .refine((arn) => parseRoleArn(arn) !== undefined, "this is not the ARN of a role"),
  favourite: z.boolean(),
});

/** Adds a role to this person's favourites, or takes it out; doing it twice changes nothing. */
export function setFavourite(
  app: App,
  actor: Person,
  { arn, favourite }: z.infer<typeof SetFavourite>,
): Promise<Preferences> {
  return app.store.preferences.change(actor.name, (before) => {
    const others = before.favourites.filter((other) => other !== arn);
    if (!favourite) return { ...before, favourites: others };
    if (others.length >= MOST) throw new Failure("invalid", `You have ${MOST} favourites already. Take one out first.`);
    return { ...before, favourites: [...others, arn] };
  });
}
