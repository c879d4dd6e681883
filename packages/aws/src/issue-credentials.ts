import { parseRoleArn } from "@gatehouse/core/arn";
import { Failure } from "@gatehouse/core/failure";
import { sessionSeconds } from "@gatehouse/core/access/session";
import { assumeRole, type RoleSession } from "./assume-role.ts";
import type { Aws } from "./aws.ts";
import type { HubClient } from "./hub-client.ts";
import { awsFailure, explainAwsError } from "./sdk-errors.ts";

/** How a session is marked as a person's; either mark can be refused by the hub's or the role's policies. */
export type Mark = "source-identity" | "session-tags";

export type IssueRequest = {
  hub: string;
  roleArn: string;
  sessionName: string;
  sourceIdentity?: string;
  tags: Readonly<Record<string, string>>;
  sessionPolicy?: string;
  /** Longer than an hour only where the hub's own credentials are an IAM user's; else it is left out. */
  wishedSeconds?: number;
  /** The marks that this role with this trust policy is known to refuse: they are not asked for again. */
  refused?: readonly Mark[];
};

/** Temporary credentials of a person's role; never logged and never stored. */
export type IssuedCredentials = {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken: string;
  expiresAt: string;
  sessionArn: string;
  roleArn: string;
  sessionSeconds: number;
  /** Whether the hub's own credentials are a role session, so that no session of theirs is longer than an hour. */
  chained: boolean;
  /** The marks left out because they are refused: remember them for this role and trust policy, and show them. */
  refused: Mark[];
  /** AWS's words, where it refused a mark just now. */
  awsSaid?: string;
};

/**
 * Issues credentials of a person's role, assumed by the hub directly and never through the spoke. A mark that AWS
 * refuses by name is left out and the role asked for once more; any other refusal is a failure with AWS's words.
 */
export async function issueCredentials(aws: Aws, request: IssueRequest): Promise<IssuedCredentials> {
  const client = aws.hub(request.hub);
  const role = parseRoleArn(request.roleArn);
  if (role?.partition !== client.hub.partition) {
    throw new Failure(
      "invalid",
      `The hub ${request.hub} is of ${client.hub.partition} and cannot assume ${request.roleArn}.`,
    );
  }
  const { chained } = await client.caller().catch((error: unknown) => {
    throw awsFailure(error, "say who the hub is");
  });
  const { session, refused, awsSaid } = await assumeMarked(client, request, chained);
  const { expiration, ...keys } = session.credentials;
  return {
    ...keys,
    expiresAt: expiration.toISOString(),
    sessionArn: session.sessionArn,
    roleArn: request.roleArn,
    sessionSeconds: sessionSeconds({ chained }, request.wishedSeconds),
    chained,
    refused,
    ...(awsSaid !== undefined && { awsSaid }),
  };
}

type Marked = { session: RoleSession; refused: Mark[]; awsSaid?: string };

async function assumeMarked(client: HubClient, request: IssueRequest, chained: boolean): Promise<Marked> {
  const refused = new Set(request.refused);
  let awsSaid: string | undefined;
  for (;;) {
    try {
      const session = await assumeRole(client.clientsForPeople.sts(), toRole(request, refused, chained));
      return { session, refused: [...refused], ...(awsSaid !== undefined && { awsSaid }) };
    } catch (error) {
      const mark = refusedMark(error);
      if (mark === undefined || refused.has(mark)) throw awsFailure(error, `let Gatehouse assume ${request.roleArn}`);
      refused.add(mark);
      awsSaid = explainAwsError(error).said;
    }
  }
}

function toRole(request: IssueRequest, refused: ReadonlySet<Mark>, chained: boolean): Parameters<typeof assumeRole>[1] {
  const tagged = !refused.has("session-tags") && Object.keys(request.tags).length > 0;
  return {
    roleArn: request.roleArn,
    sessionName: request.sessionName,
    sourceIdentity: refused.has("source-identity") ? undefined : request.sourceIdentity,
    tags: tagged ? request.tags : undefined,
    sessionPolicy: request.sessionPolicy,
    // With role chaining AWS refuses any length over an hour, and the federation endpoint any length at all.
    // https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_enable-console-custom-url.html
    durationSeconds: chained ? undefined : request.wishedSeconds,
  };
}

function refusedMark(error: unknown): Mark | undefined {
  const { kind, said } = explainAwsError(error);
  if (kind !== "denied") return undefined;
  if (said.includes("sts:SetSourceIdentity")) return "source-identity";
  return said.includes("sts:TagSession") ? "session-tags" : undefined;
}
