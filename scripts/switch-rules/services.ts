import { SIDE_OF_RESOURCE } from "./layers.ts";
import { PAGES, type Rule, rulesOf } from "./rule.ts";

const cross = rulesOf("evaluate.ts", PAGES.crossAccount);
const closed = rulesOf("across-accounts.ts", PAGES.closedToOthers);
const owner = rulesOf("bucket-owner.ts", PAGES.bucketPolicy);

/** What single services do otherwise. */
export const SERVICE_RULES: readonly Rule[] = [
  cross("some permissions have no effect across accounts", SIDE_OF_RESOURCE, `resource`),
  ...[
    [
      "other accounts can do some things only with a key",
      `service === "kms" ? KMS.has(name)`,
      `service === "kms" ? true`,
    ],
    ["other accounts cannot do some things with what is no key", `CLOSED.get(service)?.has(name) !== true`, `true`],
    ["what no list names other accounts can do", `CLOSED.get(service)?.has(name) !== true`, `false`],
    ["what other accounts cannot do may be written in any case", `action.toLowerCase()`, `action`],
  ].map(([id = "", find = "", replace = ""]) => closed(id, find, replace)),
  rulesOf("evaluate.ts", PAGES.bucketPolicy)(
    "no bucket policy locks out its owner's root user",
    `unlocksBucket(request) ? withoutResource(attached) : attached`,
    `attached`,
  ),
  rulesOf("evaluate.ts", PAGES.bucketPolicy)("nor does one that was not read", `kind !== "resource")`, `true)`),
  ...[
    ["only the root user is not locked out", `isRootUser(principal) && `, ``],
    ["nor is anybody of another account spared", `principal.accountId === resourceAccountId && `, ``],
    ["the root user is spared for the bucket policy alone", ` && UNLOCKS.test(action)`, ``],
    ["the bucket policy may be read, written and deleted", `(get|put|delete)bucketpolicy`, `putbucketpolicy`],
  ].map(([id = "", find = "", replace = ""]) => owner(id, find, replace)),
  rulesOf("evaluate.ts", PAGES.authPolicies)(
    "an auth policy and an identity-based policy must both allow",
    `needsBoth(action) && policies.resource !== undefined`,
    `false`,
  ),
  rulesOf("evaluate.ts", PAGES.authPolicies)(
    "without an auth policy none must allow",
    ` && policies.resource !== undefined) return [...caller`,
    `) return [...caller`,
  ),
  rulesOf("must-allow.ts", PAGES.authPolicies)(
    "only VPC Lattice needs both",
    `BESIDES.test(action)`,
    `BESIDES.source !== action`,
  ),
];
