import type { IamRole } from "@gatehouse/core/role/role";
import type { Spoke } from "../spoke.ts";

/** Something we inventory: pages of it in one account. A listing that did not end by itself is not complete. */
export type Collector = {
  kind: "iam-role";
  /** Global kinds are listed once for an account, not in each region. */
  scope: "global";
  collect(spoke: Spoke): AsyncIterable<IamRole[]>;
};
