import * as Organizations from "@aws-sdk/client-organizations";
import type { Call } from "../../server/service.ts";
import { organizationIn } from "../../world/find.ts";
import type { Organization } from "../../world/organization.ts";
import type { Estate } from "../../world/world.ts";
import { byKey, pageOf } from "../page.ts";

/** The caller's organization; only its management account may ask about it. */
export function organizationFor(estate: Estate, { identity }: Call): Organization {
  const organization = organizationIn(estate, identity.partition);
  if (identity.accountId === organization.managementAccountId) return organization;
  throw new Organizations.AccessDeniedException({
    message: "You don't have permissions to access this resource.",
    $metadata: {},
  });
}

export type Paging = { NextToken?: string | undefined; MaxResults?: number | undefined };

/** A page of at most 20, in the order of the ids. */
export function pageById<Item>(items: Iterable<Item>, idOf: (item: Item) => string, paging: Paging) {
  const size = paging.MaxResults ?? 20;
  if (size < 1 || size > 20) {
    throw new Organizations.InvalidInputException({
      message: "You specified an invalid value for MaxResults.",
      Reason: size < 1 ? "MIN_VALUE_EXCEEDED" : "MAX_VALUE_EXCEEDED",
      $metadata: {},
    });
  }
  const page = pageOf(byKey(items, idOf), { marker: paging.NextToken, size }, idOf);
  return { items: page.items, ...(page.next === undefined ? {} : { NextToken: page.next }) };
}
