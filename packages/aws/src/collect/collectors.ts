import type { Collector } from "./collector.ts";
import { iamRoles } from "./iam-roles.ts";

/** Everything we inventory, in the order in which an account is read. */
export const COLLECTORS: readonly Collector[] = [iamRoles];
