import type { Identity, Keys } from "./identity.ts";
import { findRole, organizationIn } from "./world/find.ts";
import type { Estate } from "./world/world.ts";

/** The credentials that the ECS agent gives a task. https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html */
export type ContainerCredentials = {
  RoleArn: string;
  AccessKeyId: string;
  SecretAccessKey: string;
  Token: string;
  Expiration: string;
};

type Parts = { estate: Estate; keys: Keys; now: () => number };

const SESSION_MILLISECONDS = 3_600_000;
const ROTATE_BEFORE = 15 * 60_000;

function mintHubSession({ estate, keys, now }: Parts, partition: string) {
  const { hubAccountId } = organizationIn(estate, partition);
  const role = findRole(estate, `arn:${partition}:iam::${hubAccountId}:role/${estate.names.hub}`);
  if (!role) return undefined;
  const sessionName = crypto.randomUUID().replaceAll("-", "");
  const session = {
    accountId: hubAccountId,
    partition,
    arn: `arn:${partition}:sts::${hubAccountId}:assumed-role/${role.name}/${sessionName}`,
    userId: `${role.id}:${sessionName}`,
    roleArn: role.arn,
    sessionName,
    tags: {},
    transitiveTags: [],
    isChained: false,
  };
  return keys.mintSession(session, now() + SESSION_MILLISECONDS);
}

function toCredentials({ roleArn = "", accessKeyId, secret, token = "", expires = 0 }: Identity): ContainerCredentials {
  return {
    RoleArn: roleArn,
    AccessKeyId: accessKeyId,
    SecretAccessKey: secret,
    Token: token,
    Expiration: new Date(expires).toISOString(),
  };
}

/** Gives a partition's hub its role session, an hour long, and a new one a quarter of an hour before it ends. */
export function createContainerCredentials(parts: Parts): (partition: string) => ContainerCredentials | undefined {
  const current = new Map<string, Identity>();
  return (partition) => {
    if (!parts.estate.organizations.some((organization) => organization.partition === partition)) return undefined;
    const known = current.get(partition);
    const isFresh = known && parts.keys.find(known.accessKeyId)?.expires === known.expires;
    if (known && isFresh && (known.expires ?? 0) - ROTATE_BEFORE > parts.now()) return toCredentials(known);
    const minted = mintHubSession(parts, partition);
    if (!minted) return undefined;
    current.set(partition, minted);
    return toCredentials(minted);
  };
}
