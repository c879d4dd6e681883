import { parseArn } from "@gatehouse/core/arn";
import { Failure } from "@gatehouse/core/failure";
import { resourcePath } from "@gatehouse/core/access/resource-path";
import { searchAccounts, searchRoleNames, searchRoles } from "../cli/search-estate.ts";
import { queryOf } from "../request-path.ts";
import { weepData, weepError } from "./weep-answer.ts";
import type { WeepRoute } from "./weep-call.ts";

const COMMAND = "explain-role";

/** Answers titles as the person types; an account's is "name (id)", a role's is its ARN, and any other form stops the CLI. */
const typeahead: WeepRoute = {
  method: "GET",
  path: "/api/v1/policies/typeahead",
  command: COMMAND,
  async answer({ app, request }) {
    const query = queryOf(request);
    const search = query.get("search") ?? "";
    const limit = limitOf(query.get("limit"));
    switch (query.get("resource")) {
      case "account": {
        const accounts = searchAccounts(app, { search, limit });
        return Response.json(accounts.map(({ id, name }) => ({ title: `${withoutBrackets(name)} (${id})` })));
      }
      case "iam_arn":
        return Response.json(searchRoles(app, { search, limit }).map(({ arn }) => ({ title: arn })));
      case "iam_role":
        return Response.json(searchRoleNames(app, { search, limit }).map((title) => ({ title })));
      default:
        throw new Failure("not-found", "Gatehouse searches accounts and IAM roles here: account, iam_arn, iam_role.");
    }
  },
};

/** Answers our own page for a resource: a path, which the CLI hangs behind our address. */
const resourceUrl: WeepRoute = {
  method: "GET",
  path: "/api/v2/get_resource_url",
  command: COMMAND,
  async answer({ app, request, requestId }) {
    const arn = queryOf(request).get("arn") ?? "";
    const refuse = (reason: string, message: string): Response =>
      weepError({ status: 404, code: "404", message, requestId, more: { reason } });
    if (arn === "") return refuse("missing_data", "Which resource? Name its ARN.");
    const parsed = parseArn(arn);
    if (parsed === undefined) return refuse("malformed_data", "This is not an ARN.");
    const isRole = parsed.service === "iam" && parsed.resource.startsWith("role/");
    const known = isRole ? app.estate.role(arn) !== undefined : app.estate.accounts().has(parsed.accountId);
    if (!known)
      return refuse(
        "invalid_data",
        "Gatehouse does not know this resource: its account or the role is not in the estate.",
      );
    const url = resourcePath(parsed);
    if (url === undefined) return refuse("invalid_data", "Gatehouse has no page for this type of resource.");
    return weepData({ url }, "Successfully generated URL for ARN");
  },
};

export const searchRoutes = [typeahead, resourceUrl];

const MOST = 5_000;

function limitOf(text: string | null): number {
  const asked = Number(text ?? 10);
  return Number.isInteger(asked) && asked > 0 ? Math.min(asked, MOST) : 10;
}

/** The CLI takes what stands before the first bracket as the name and what stands in it as the number. */
function withoutBrackets(name: string): string {
  return name.replace(/[()]/g, "").replace(/\s+/g, " ").trim() || "account";
}
