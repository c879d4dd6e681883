import { isRegionOf } from "@gatehouse/core/access/console";
import type { EligibleRole } from "@gatehouse/core/access/eligible-role";

type Way = { region?: string | undefined; redirect?: string | undefined; signOutFirst?: boolean | undefined };

/** Our own address that signs in to the AWS console as a role; a region of another partition is left out. */
export function roleLink(role: Pick<EligibleRole, "arn" | "partition">, way: Way = {}): string {
  const query = new URLSearchParams();
  if (way.region && isRegionOf(role.partition, way.region)) query.set("r", way.region);
  if (way.redirect) query.set("redirect", way.redirect);
  if (way.signOutFirst) query.set("logout", "1");
  const search = query.toString();
  return `/role/${encodeURI(role.arn)}${search ? `?${search}` : ""}`;
}

/** The command that puts a role's credentials in a shell. */
export function cliCommand(arn: string): string {
  return `eval "$(weep export ${arn})"`;
}

/** The line of an AWS profile that fetches a role's credentials whenever they are needed. */
export function profileLine(arn: string): string {
  return `credential_process = weep credential_process ${arn}`;
}
