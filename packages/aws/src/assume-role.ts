import { AssumeRoleCommand, type STSClient } from "@aws-sdk/client-sts";
import { parseArn, parseRoleArn } from "@gatehouse/core/arn";
import { Failure } from "@gatehouse/core/failure";
import { rememberUntilExpiry } from "./remember.ts";

/** A role to assume, and how the session is to be marked. */
export type RoleToAssume = {
  roleArn: string;
  sessionName: string;
  externalId?: string | undefined;
  sourceIdentity?: string | undefined;
  tags?: Readonly<Record<string, string>> | undefined;
  sessionPolicy?: string | undefined;
  durationSeconds?: number | undefined;
};

/** Temporary credentials of a role, with the session they belong to. */
export type RoleSession = {
  credentials: { accessKeyId: string; secretAccessKey: string; sessionToken: string; expiration: Date };
  sessionArn: string;
};

/** Assumes a role; a session in any other account than the role's is refused and never used. */
export async function assumeRole(sts: STSClient, role: RoleToAssume): Promise<RoleSession> {
  const expected = parseRoleArn(role.roleArn);
  if (!expected) throw new Failure("invalid", `${role.roleArn} is not the ARN of a role.`);
  const answer = await sts.send(
    new AssumeRoleCommand({
      RoleArn: role.roleArn,
      RoleSessionName: role.sessionName,
      ...(role.externalId !== undefined && { ExternalId: role.externalId }),
      ...(role.sourceIdentity !== undefined && { SourceIdentity: role.sourceIdentity }),
      ...(role.tags && { Tags: Object.entries(role.tags).map(([Key, Value]) => ({ Key, Value })) }),
      ...(role.sessionPolicy !== undefined && { Policy: role.sessionPolicy }),
      ...(role.durationSeconds !== undefined && { DurationSeconds: role.durationSeconds }),
    }),
  );
  const sessionArn = answer.AssumedRoleUser?.Arn ?? "";
  const { AccessKeyId, SecretAccessKey, SessionToken, Expiration } = answer.Credentials ?? {};
  if (!AccessKeyId || !SecretAccessKey || !SessionToken || !Expiration) {
    throw new Failure("refused-by-aws", `AWS answered without credentials for ${role.roleArn}.`);
  }
  const got = parseArn(sessionArn);
  if (got?.accountId !== expected.accountId || got.partition !== expected.partition) {
    throw new Failure(
      "refused-by-aws",
      `AWS answered with a session in account ${got?.accountId ?? "unknown"} where ${expected.accountId} was asked for. It is not used.`,
    );
  }
  return {
    credentials: {
      accessKeyId: AccessKeyId,
      secretAccessKey: SecretAccessKey,
      sessionToken: SessionToken,
      expiration: Expiration,
    },
    sessionArn,
  };
}

/** Keeps one session of a role: assumed when first needed, and again shortly before it expires. */
export function rememberRole(sts: () => STSClient, role: RoleToAssume, now: () => number): () => Promise<RoleSession> {
  return rememberUntilExpiry(
    () => assumeRole(sts(), role),
    ({ credentials }) => credentials.expiration.getTime(),
    now,
  );
}
