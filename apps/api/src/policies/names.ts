import type { Person } from "@gatehouse/core/actor";
import type { EstateNames } from "@gatehouse/core/policy/assist/place";
import type { App } from "../app.ts";
import { rolesInView } from "./roles-in-view.ts";

/** What a policy may name in the estate, as far as this person may see it. */
export async function namesFor(app: App, actor: Person): Promise<EstateNames> {
  const view = await rolesInView(app, actor);
  return {
    partition: app.config.hubs[0]?.partition ?? "aws",
    accounts: view.accounts,
    hasRole: view.has,
    roles(part, most) {
      const wanted = part.toLowerCase();
      const found = [];
      for (const { arn, name } of view.roles()) {
        if (!arn.toLowerCase().includes(wanted)) continue;
        found.push({ arn, name });
        if (found.length === most) break;
      }
      return found;
    },
  };
}
