import { CliLogin } from "@gatehouse/core/cli/cli-login";
import type { StoredLogin } from "@gatehouse/store/cli-logins";
import { z } from "zod";
import type { App } from "../app.ts";
import { assertMayManage, type Manager } from "./may-manage.ts";

/** Absent: one's own. */
export const ListLogins = z.object({ person: z.string().trim().toLowerCase().max(256).optional() });

/** Answers the CLI logins of a person that have not ended, the latest first; of others to admins alone. */
export async function listLogins(app: App, manager: Manager, input: z.infer<typeof ListLogins>): Promise<CliLogin[]> {
  const person = input.person ?? manager.actor.name;
  await assertMayManage(app, manager, person);
  return (await app.store.cliLogins.ofPerson(person)).map(shown);
}

/** What a page is to know: the groups and the method stay here. */
function shown({ person, ...login }: StoredLogin): CliLogin {
  return CliLogin.parse({ ...login, person: person.name });
}
