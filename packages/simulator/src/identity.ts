/** Who signs a call: the owner of an access key. */
export type Identity = {
  accessKeyId: string;
  secret: string;
  accountId: string;
  partition: string;
  arn: string;
  userId: string;
  /** The role of a role session, or absent for an IAM user. */
  roleArn?: string;
  /** Temporary credentials only. */
  token?: string;
  /** Milliseconds since 1970; temporary credentials only. */
  expires?: number;
  /** Milliseconds since 1970; temporary credentials only. */
  issued?: number;
  sessionPolicy?: string;
  sourceIdentity?: string;
  sessionName?: string;
  tags: Readonly<Record<string, string>>;
  transitiveTags: readonly string[];
  /** Whether the session was assumed with the credentials of another role session. */
  isChained: boolean;
};

/** Who calls without a signature. */
export const ANONYMOUS: Identity = {
  accessKeyId: "",
  secret: "",
  accountId: "anonymous",
  partition: "aws",
  arn: "anonymous",
  userId: "anonymous",
  tags: {},
  transitiveTags: [],
  isChained: false,
};

type Minted = Omit<Identity, "accessKeyId" | "secret" | "token" | "expires" | "issued">;

/** The access keys that were handed out, bound to the account and session they were made for. */
export type Keys = {
  find(accessKeyId: string): Identity | undefined;
  /** Hands out temporary credentials that end at a time in milliseconds since 1970. */
  mintSession(session: Minted, expires: number): Identity & { token: string; expires: number };
  /** Hands out a permanent key, as an IAM user has one. */
  mintUser(user: Minted): Identity;
  /** Ends a session early, as if its time were over. */
  expire(accessKeyId: string): void;
};

const BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const KEPT_AFTER_EXPIRY = 6 * 3_600_000;

function randomText(bytes: number): string {
  return crypto.getRandomValues(new Uint8Array(bytes)).toBase64({ alphabet: "base64url" });
}

function randomKeyId(prefix: "AKIA" | "ASIA"): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return prefix + Array.from(bytes, (byte) => BASE32[byte & 31]).join("");
}

/** Makes an empty set of keys; ended sessions are remembered for hours, so that they are refused as expired. */
export function createKeys(now: () => number): Keys {
  const identities = new Map<string, Identity>();
  const forgetOld = () => {
    for (const { accessKeyId, expires = Infinity } of identities.values()) {
      if (expires + KEPT_AFTER_EXPIRY < now()) identities.delete(accessKeyId);
    }
  };
  const keep = <Kept extends Identity>(identity: Kept): Kept => {
    identities.set(identity.accessKeyId, identity);
    if (identities.size % 1_000 === 0) forgetOld();
    return identity;
  };
  return {
    find: (accessKeyId) => identities.get(accessKeyId),
    mintSession: (session, expires) =>
      keep({
        ...session,
        accessKeyId: randomKeyId("ASIA"),
        secret: randomText(30),
        token: randomText(240),
        expires,
        issued: now(),
      }),
    mintUser: (user) => keep({ ...user, accessKeyId: randomKeyId("AKIA"), secret: randomText(30) }),
    expire(accessKeyId) {
      const identity = identities.get(accessKeyId);
      if (identity) identities.set(accessKeyId, { ...identity, expires: now() - 1 });
    },
  };
}
