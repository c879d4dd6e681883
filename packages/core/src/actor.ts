import { z } from "zod";

/** The API token through which a person's program acts, and the commands it may run. */
export const TokenUse = z.object({ id: z.string(), name: z.string(), scopes: z.array(z.string()) });
export type TokenUse = z.infer<typeof TokenUse>;

/** A person as sign-on named them: the e-mail is lower-cased, groups are kept as they came. */
export const Person = z.object({
  kind: z.literal("person"),
  name: z.string().min(1),
  groups: z.array(z.string()),
  /** Set where not the person acts but a program of theirs. */
  token: TokenUse.optional(),
});
export type Person = z.infer<typeof Person>;

/** Gatehouse itself, when a job or a start-up acts. */
export const System = z.object({ kind: z.literal("system"), name: z.string().min(1) });

/** Who acts. */
export const Actor = z.discriminatedUnion("kind", [Person, System]);
export type Actor = z.infer<typeof Actor>;

/** The identities a rule may name to mean this person: the e-mail and every group. */
export function identitiesOf(person: Person): string[] {
  return [person.name, ...person.groups];
}
