import { sessionName } from "@gatehouse/core/access/session";
import type { Person } from "@gatehouse/core/actor";
import { AccountId, formatArn, formatRoleArn, parseArn, parseRoleArn } from "@gatehouse/core/arn";
import { Failure } from "@gatehouse/core/failure";
import { readPolicy } from "@gatehouse/core/policy/grammar/read-policy";
import type { AccessRequest, Principal } from "@gatehouse/core/policy/request";
import type { App } from "../app.ts";
import type { AskedPolicies, ShownDocument } from "./asked-policies.ts";
import type { Asked } from "./evaluate-access.ts";

/** A request for AWS's rules, and in sentences what had to be assumed to make one. */
export type AskedRequest = { request: AccessRequest; assumed: string[] };

/** Stands where nobody has named an account and nothing in the policies could tell one from another. */
const ANY_ACCOUNT = "000000000000";
const PASTED_NAME = "PastedPolicies";

/** Makes the request of a question; throws where its answer hangs on an account that nobody has named. */
export function requestOf(app: App, actor: Person, { asked, of }: { asked: Asked; of: AskedPolicies }): AskedRequest {
  const { action, resource, context, absent, rest } = asked;
  const named = accountOf(resource);
  const own = asked.role === undefined ? pastedOwner(app, asked, of) : roleOwner(asked.role);
  const resourceAccountId = asked.resourceAccountId ?? named ?? own.accountId;
  const isSilent = named === undefined && asked.resourceAccountId === undefined && resource !== "*";
  const tags = Object.entries(of.tags).map(([key, value]) => [`aws:PrincipalTag/${key}`, [value]] as const);
  return {
    request: {
      principal: sessionOf(own.roleArn, actor),
      action,
      resource,
      resourceAccountId,
      context: { ...Object.fromEntries(tags), ...context },
      absent,
      rest,
    },
    assumed: [
      ...own.assumed,
      ...(isSilent ? [`The resource, whose ARN names no account, is in the account of ${own.who}.`] : []),
    ],
  };
}

type Owner = { roleArn: string; accountId: string; who: string; assumed: string[] };

function roleOwner(roleArn: string): Owner {
  const parsed = parseRoleArn(roleArn);
  if (parsed === undefined) throw new Failure("invalid", "This is not the ARN of a role.");
  return { roleArn, accountId: parsed.accountId, who: "the role", assumed: [] };
}

/** Pasted policies belong to the account that is named for them, or else to that of the resource. */
function pastedOwner(app: App, asked: Asked, of: AskedPolicies): Owner {
  const named = accountOf(asked.resource) ?? asked.resourceAccountId;
  const accountId = asked.accountId ?? named;
  if (accountId === undefined && of.documents.some(tellsAccounts))
    throw new Failure(
      "invalid",
      "The answer hangs on accounts, and nobody has said which one has these policies: name it beside them.",
    );
  const partition = parseArn(asked.resource)?.partition ?? app.config.hubs[0]?.partition ?? "aws";
  const roleArn = formatRoleArn({ partition, accountId: accountId ?? ANY_ACCOUNT, path: "/", name: PASTED_NAME });
  const isGuess = asked.accountId === undefined && accountId !== undefined;
  return {
    roleArn,
    accountId: accountId ?? ANY_ACCOUNT,
    who: "whoever has these policies",
    assumed: [
      ...(isGuess ? [`These policies are those of a role in account ${accountId}, where the resource is.`] : []),
      ...(of.documents.some(({ text }) => /aws:principalarn/i.test(text))
        ? [
            `The role that has them is called ${PASTED_NAME}: set aws:PrincipalArn in the request's context to name another.`,
          ]
        : []),
    ],
  };
}

/** The keys that AWS fills from the account of the caller or the resource. */
const OF_ACCOUNTS = [
  "aws:principalaccount",
  "aws:principalarn",
  "aws:resourceaccount",
  "s3:resourceaccount",
  "kms:calleraccount",
];
const ACCOUNT_VARIABLE = new RegExp(`\\$\\{\\s*(${OF_ACCOUNTS.join("|")})`, "i");

/** Whether a policy says one thing of one account and another of others; ARNs of resources need no account to be compared. */
function tellsAccounts({ text }: ShownDocument): boolean {
  const { statements } = readPolicy(text).tree;
  const names = statements.flatMap(({ principal }) => principal?.names ?? []);
  const keys = statements.flatMap(({ conditions }) => conditions.map(({ key }) => key.value.toLowerCase()));
  return (
    names.some(({ name }) => /\d{12}/.test(name.value)) ||
    keys.some((key) => OF_ACCOUNTS.includes(key)) ||
    ACCOUNT_VARIABLE.test(text)
  );
}

function accountOf(resource: string): string | undefined {
  const accountId = parseArn(resource)?.accountId;
  return AccountId.safeParse(accountId).success ? accountId : undefined;
}

/** A role acts by a session; it is named as Gatehouse would name the session of whoever asks. */
function sessionOf(roleArn: string, actor: Person): Principal {
  const { partition, accountId, name } = parseRoleArn(roleArn) ?? { partition: "aws", accountId: "", name: "" };
  const resource = `assumed-role/${name}/${sessionName(actor.name)}`;
  return { arn: formatArn({ partition, service: "sts", region: "", accountId, resource }), accountId, roleArn };
}
