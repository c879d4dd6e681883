import { Failure } from "@gatehouse/core/failure";
import type { StoredLogin } from "@gatehouse/store/cli-logins";
import { z } from "zod";
import type { App } from "../app.ts";
import { record } from "../audit/record.ts";
import { assertMayManage, type Manager } from "./may-manage.ts";

/** One login by its id, or all of a person's. */
export const EndLogins = z.union([
  z.object({ id: z.string().max(64) }),
  z.object({ person: z.string().trim().toLowerCase().max(256) }),
]);

/** Ends CLI logins at once and everywhere: each call of the CLI reads its login's row. Unrecorded, none ends. */
export async function endLogins(
  app: App,
  { actor, from }: Manager,
  input: z.infer<typeof EndLogins>,
): Promise<{ ended: number }> {
  const logins = "id" in input ? [await theLogin(app, input.id)] : await app.store.cliLogins.ofPerson(input.person);
  const people = new Set(logins.map(({ person }) => person.name));
  if ("person" in input) people.add(input.person);
  for (const person of people) await assertMayManage(app, { actor, from }, person);
  for (const login of logins) {
    await record(app, actor, {
      command: login.person.name === actor.name ? "manage-cli-logins" : "end-cli-logins-of-others",
      target: login.person.name,
      outcome: "done",
      from,
      details: { login: login.id.slice(0, 12), begun: login.createdAt },
    });
    await app.store.cliLogins.end(login.id);
  }
  return { ended: logins.length };
}

async function theLogin(app: App, id: string): Promise<StoredLogin> {
  const login = await app.store.cliLogins.read(id);
  if (login !== undefined) return login;
  throw new Failure("not-found", "This CLI login has ended already.");
}
