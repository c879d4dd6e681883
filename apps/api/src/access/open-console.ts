import type { IssuedCredentials, Mark } from "@gatehouse/aws/issue-credentials";
import { federationOf, signInUrl } from "@gatehouse/aws/sign-in-url";
import { signOutFirstUrl } from "@gatehouse/core/access/console";
import type { App } from "../app.ts";
import { publicOrigin } from "../config/config.ts";
import type { IssuePlan } from "./plan-issue.ts";

/** A signed-in console; both addresses are secrets. */
export type OpenedConsole = {
  url: string;
  /** The same, but ending the browser's present AWS console session first. */
  signOutFirstUrl: string;
  expiresAt: string;
  sessionSeconds: number;
  /** What the person should know of this session, in sentences. */
  notes: string[];
};

type Opening = { plan: IssuePlan; credentials: IssuedCredentials; destination: string };

/** Makes the address that opens the console with these credentials. */
export async function openConsole(app: App, { plan, credentials, destination }: Opening): Promise<OpenedConsole> {
  const { hub } = plan;
  const url = await signInUrl(app.aws, { hub, credentials, destination, issuer: publicOrigin(app.config) });
  return {
    url,
    signOutFirstUrl: signOutFirstUrl(federationOf(app.aws, hub), url),
    expiresAt: credentials.expiresAt,
    sessionSeconds: credentials.sessionSeconds,
    notes: notesOn(plan, credentials),
  };
}

const REFUSED: Record<Mark, string> = {
  "source-identity":
    "AWS does not allow sts:SetSourceIdentity here, so CloudTrail knows you by the session's name alone.",
  "session-tags": "AWS does not allow sts:TagSession here, so the session does not name its line in our audit.",
};

function notesOn({ networks }: IssuePlan, { chained, refused }: IssuedCredentials): string[] {
  const hour = chained ? ["The session ends after one hour: AWS allows no longer one by role chaining."] : [];
  const where =
    networks === undefined ? [] : [`The session works from ${[...networks.ranges, ...networks.vpcs].join(", ")} only.`];
  return [...hour, ...where, ...refused.map((mark) => REFUSED[mark])];
}
