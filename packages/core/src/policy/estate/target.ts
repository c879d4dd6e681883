import { type Arn, parseArn } from "../../arn.ts";
import { serviceOf } from "../action-matcher.ts";
import { canHavePolicy } from "../facts/resource-policies.ts";
import { mustAllow } from "../must-allow.ts";
import { canonicalUsersOf, NO_CANONICAL_USERS } from "./canonical-users.ts";
import { type EstateDocument, problemOf } from "./documents.ts";
import type { Estate, EstateResource } from "./estate.ts";
import type { Source } from "./reason.ts";
import { unreadBeside } from "./unread-beside.ts";

/** What is asked of an estate: one action on one resource; context holds what the asker knows of the call. */
export type AccessQuestion = {
  action: string;
  /** An ARN, or "*" where the action knows no resource. */
  resource: string;
  /** Needed only where neither the ARN nor the estate tells the account. */
  resourceAccountId?: string;
  context?: Readonly<Record<string, string | readonly string[]>>;
  /** Condition keys that the call certainly lacks. */
  absent?: readonly string[];
};

/** The resource of a question with the policy that is attached to it. */
export type Target = {
  question: AccessQuestion;
  /** In lower case, as is action. */
  service: string;
  action: string;
  /** Undefined where the action knows no resource, or nobody knows whose it is: each caller then asks for its own account. */
  accountId: string | undefined;
  resource: EstateResource | undefined;
  /** Undefined where there is none, or it was not read. */
  policy: EstateDocument | undefined;
  /** The accounts that the policy names by canonical user ids, by these. */
  canonical: ReadonlyMap<string, string>;
  isTrust: boolean;
  mustAllow: boolean;
  source: Source;
  /** Whether a policy of its own may deny that nobody read; a role's trust policy must allow besides. */
  isUnread: boolean;
  lacking: readonly string[];
};

/** Finds what a question is about, and says what of it was not read. */
export function targetOf(estate: Estate, question: AccessQuestion): Target {
  const action = question.action.toLowerCase();
  const service = serviceOf(action);
  const arn = parseArn(question.resource);
  const about = { question, action, service };
  const must = mustAllow(action, question.resource);
  if (must === "trust") return roleTarget(estate, about);
  const resource = findResource(estate, question.resource, arn);
  const accountId = question.resourceAccountId ?? resource?.accountId ?? (arn?.accountId || undefined);
  const text = resource?.policy;
  const written = typeof text === "string" ? estate.document(text) : undefined;
  const isReadable = written !== undefined && problemOf(written) === undefined;
  const policy = isReadable ? written : undefined;
  const canonical = policy === undefined ? NO_CANONICAL_USERS : canonicalUsersOf(estate, policy);
  return {
    ...about,
    accountId,
    resource,
    policy,
    canonical: canonical.accounts,
    isTrust: false,
    // One that was not read cannot be judged.
    mustAllow: must !== undefined && policy !== undefined,
    source: {
      policy: "resource",
      name: resource?.type ?? service,
      holder: resource?.arn ?? question.resource,
    },
    isUnread: text === undefined ? arn !== undefined && canHavePolicy(arn) : written !== undefined && !isReadable,
    lacking: [
      ...unreadBeside(question, arn, { hasPolicy: text !== undefined }),
      ...(written !== undefined && !isReadable ? [`The policy of ${question.resource} cannot be read.`] : []),
      ...canonical.unknown.map(
        (id) =>
          `The policy of ${question.resource} names the canonical user ${id}: whose account that is was not read.`,
      ),
      ...(accountId === undefined && arn !== undefined
        ? [`The account of ${question.resource} is not known: each principal is judged as if it were its own.`]
        : []),
    ],
  };
}

type About = Pick<Target, "question" | "action" | "service">;

function roleTarget(estate: Estate, about: About): Target {
  const { resource } = about.question;
  const role = estate.principal(resource);
  const written = role?.trustPolicy === undefined ? undefined : estate.document(role.trustPolicy);
  const policy = written !== undefined && problemOf(written) === undefined ? written : undefined;
  return {
    ...about,
    accountId: role?.accountId ?? parseArn(resource)?.accountId,
    resource: role && {
      arn: role.arn,
      accountId: role.accountId,
      type: "iam-role",
      ...(role.tags && { tags: role.tags }),
    },
    policy,
    canonical: NO_CANONICAL_USERS.accounts,
    isTrust: policy !== undefined,
    mustAllow: policy !== undefined,
    source: { policy: "trust", name: "trust policy", holder: resource },
    isUnread: false,
    lacking: policy === undefined ? [`The trust policy of ${resource} was not read.`] : [],
  };
}

/** A resource of the estate, or the one whose policy speaks for its parts, as a bucket's does for its objects. */
function findResource(estate: Estate, text: string, arn: Arn | undefined): EstateResource | undefined {
  const exact = estate.resource(text);
  if (exact !== undefined || arn === undefined) return exact;
  const cut = { s3: /\/.*$/s, dynamodb: /\/(index|stream|export|backup)\/.*$/s, lambda: /(?<=:function:[^:]*):.*$/s }[
    arn.service
  ];
  return cut === undefined ? undefined : estate.resource(text.replace(cut, ""));
}
