import type { IamRole } from "@gatehouse/core/role/role";

/** What the pages need of a role; policies stay in the store. */
export type EstateRole = Pick<
  IamRole,
  "arn" | "accountId" | "name" | "path" | "tags" | "trustPolicy" | "permissionsBoundary"
>;
