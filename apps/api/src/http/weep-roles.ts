import type { EligibleRole } from "@gatehouse/core/access/eligible-role";
import { eligibleRolesOf } from "../access/eligible-roles-of.ts";
import { queryOf } from "../request-path.ts";
import { weepData } from "./weep-answer.ts";
import type { SignedCall, WeepRoute } from "./weep-call.ts";

const COMMAND = "list-eligible-roles";

/** The ARNs alone, as older programs read them. */
const first: WeepRoute = {
  method: "GET",
  path: "/api/v1/get_roles",
  command: COMMAND,
  answer: async (call) => Response.json(rolesOf(call).map(({ arn }) => arn)),
};

const second: WeepRoute = {
  method: "GET",
  path: "/api/v2/get_roles",
  command: COMMAND,
  answer: async (call) => weepData({ roles: rolesOf(call).map(toRole) }),
};

export const roleRoutes = [first, second];

/** With all=true also the roles for the CLI alone; the CLI keeps the order, which is by ARN. */
function rolesOf({ app, actor, request }: SignedCall): EligibleRole[] {
  const { all, forConsole } = eligibleRolesOf(app, actor);
  const { roles } = queryOf(request).get("all") === "true" ? all : forConsole;
  return roles.toSorted((a, b) => (a.arn < b.arn ? -1 : 1));
}

function toRole({ arn, accountId, accountName, path, name }: EligibleRole) {
  return {
    arn,
    account_id: accountId,
    // The word that the CLI takes for "no name", and then shows the number.
    account_friendly_name: accountName === accountId ? "Unknown" : accountName,
    role_name: `${path.slice(1)}${name}`,
    apps: { app_details: [] },
  };
}
