import type { Person } from "@gatehouse/core/actor";
import { Failure } from "@gatehouse/core/failure";
import type { StoredLogin } from "@gatehouse/store/cli-logins";
import { z } from "zod";
import type { App } from "../app.ts";
import { record } from "../audit/record.ts";
import type { Origin } from "../auth/origin.ts";
import { assertMayManage } from "./may-manage.ts";

/** One login by its id, or all of a person's. */
export const EndLogins = z.union([z.object({ id: z.string().max(64) }), z.object({ person: z.string().max(256) })]);

/** Ends CLI logins at once and everywhere: each call of the CLI reads its login's row. */
export async function endLogins(
  app: App,
  { actor, from }: { actor: Person; from: Origin },
  input: z.infer<typeof EndLogins>,
): Promise<{ ended: number }> {
  const logins = "id" in input ? [await theLogin(app, input.id)] : await app.store.cliLogins.ofPerson(input.person);
  for (const { person } of logins) assertMayManage(app, actor, person.name);
  if ("person" in input) assertMayManage(app, actor, input.person);
  for (const login of logins) {
    await app.store.cliLogins.end(login.id);
    await record(app, actor, {
      command: login.person.name === actor.name ? "manage-cli-logins" : "end-cli-logins-of-others",
      target: login.person.name,
      outcome: "done",
      from,
      details: { login: login.id.slice(0, 12), begun: login.createdAt },
    });
  }
  return { ended: logins.length };
}

async function theLogin(app: App, id: string): Promise<StoredLogin> {
  const login = await app.store.cliLogins.read(id);
  if (login !== undefined) return login;
  throw new Failure("not-found", "This CLI login has ended already.");
}
