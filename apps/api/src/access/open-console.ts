import { type IssuedCredentials, issueCredentials, type Mark } from "@gatehouse/aws/issue-credentials";
import { federationOf, signInUrl } from "@gatehouse/aws/sign-in-url";
import { signOutFirstUrl } from "@gatehouse/core/access/console";
import type { RoleFacts } from "@gatehouse/core/access/estate-view";
import { sessionName, sessionTags } from "@gatehouse/core/access/session";
import type { App } from "../app.ts";
import { publicOrigin } from "../config/config.ts";
import { readRefusedMarks, rememberRefusedMarks } from "./refused-marks.ts";

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

export type Opening = { person: string; role: RoleFacts; hub: string; issue: string; destination: string };

/** Issues credentials of the role for this person and makes the address that opens the console with them. */
export async function openConsole(
  app: App,
  { person, role, hub, issue, destination }: Opening,
): Promise<OpenedConsole> {
  const known = await readRefusedMarks(app, role);
  const name = sessionName(person);
  const credentials = await issueCredentials(app.aws, {
    hub,
    roleArn: role.arn,
    sessionName: name,
    sourceIdentity: name,
    tags: sessionTags({ issue }),
    refused: known,
  });
  if (credentials.refused.length > known.length) await rememberRefusedMarks(app, role, credentials.refused);
  const url = await signInUrl(app.aws, { hub, credentials, destination, issuer: publicOrigin(app.config) });
  return {
    url,
    signOutFirstUrl: signOutFirstUrl(federationOf(app.aws, hub), url),
    expiresAt: credentials.expiresAt,
    sessionSeconds: credentials.sessionSeconds,
    notes: notesOn(credentials),
  };
}

const REFUSED: Record<Mark, string> = {
  "source-identity":
    "AWS does not allow sts:SetSourceIdentity here, so CloudTrail knows you by the session's name alone.",
  "session-tags": "AWS does not allow sts:TagSession here, so the session does not name its line in our audit.",
};

function notesOn({ chained, refused }: IssuedCredentials): string[] {
  const hour = chained ? ["The session ends after one hour: AWS allows no longer one by role chaining."] : [];
  return [...hour, ...refused.map((mark) => REFUSED[mark])];
}
