import type * as IAM from "@aws-sdk/client-iam";
import type { Account, ManagedPolicy, User } from "../../world/account.ts";
import type { Role } from "../../world/role.ts";
import type { Estate } from "../../world/world.ts";
import { byKey, pageOf, pageSize } from "../page.ts";
import { toPolicy, toVersion } from "./role-detail.ts";

type Entry = { key: string } & (
  | { kind: "User"; user: User }
  | { kind: "Role"; role: Role }
  | { kind: "LocalManagedPolicy" | "AWSManagedPolicy"; policy: ManagedPolicy }
);

/** Users, then roles, then policies, in the order of their names; keys are unique and sorted alike. */
function* entriesOf(account: Account, awsPolicies: Iterable<ManagedPolicy>, wanted: ReadonlySet<string>) {
  if (wanted.has("User")) {
    for (const user of byKey(account.users.values(), ({ name }) => name)) {
      yield { key: `1/${user.name}`, kind: "User", user } satisfies Entry;
    }
  }
  if (wanted.has("Role")) {
    for (const role of byKey(account.roles.values(), ({ name }) => name)) {
      yield { key: `2/${role.name}`, kind: "Role", role } satisfies Entry;
    }
  }
  const policies = [
    ...(wanted.has("AWSManagedPolicy") ? byKey(awsPolicies, ({ arn }) => arn) : []),
    ...(wanted.has("LocalManagedPolicy") ? byKey(account.policies.values(), ({ arn }) => arn) : []),
  ];
  for (const policy of byKey(policies, ({ arn }) => arn)) {
    yield { key: `3/${policy.arn}`, kind: "LocalManagedPolicy", policy } satisfies Entry;
  }
}

function toUserDetail({ name, arn, id }: User): IAM.UserDetail {
  return { Path: "/", UserName: name, UserId: id, Arn: arn, CreateDate: new Date("2026-01-01T00:00:00Z") };
}

function toPolicyDetail(policy: ManagedPolicy): IAM.ManagedPolicyDetail {
  return { ...toPolicy(policy, 0), PolicyVersionList: [toVersion(policy)] };
}

const EVERYTHING = ["User", "Role", "LocalManagedPolicy"];

type Details = { estate: Estate; account: Account; toDetail: (role: Role) => IAM.RoleDetail };

/**
 * Answers a page: 100 items unless asked otherwise, 1,000 at most.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccountAuthorizationDetails.html
 */
export function authorizationDetails(
  { estate, account, toDetail }: Details,
  input: IAM.GetAccountAuthorizationDetailsCommandInput,
) {
  const size = pageSize(input.MaxItems, { usual: 100, limit: 1_000 });
  const awsPolicies = estate.awsPolicies.get(account.partition)?.values() ?? [];
  const entries: Entry[] = [...entriesOf(account, awsPolicies, new Set(input.Filter ?? EVERYTHING))];
  const { items, next } = pageOf(entries, { marker: input.Marker, size }, ({ key }) => key);
  return {
    UserDetailList: items.flatMap((item) => (item.kind === "User" ? [toUserDetail(item.user)] : [])),
    GroupDetailList: [],
    RoleDetailList: items.flatMap((item) => (item.kind === "Role" ? [toDetail(item.role)] : [])),
    Policies: items.flatMap((item) => ("policy" in item ? [toPolicyDetail(item.policy)] : [])),
    IsTruncated: next !== undefined,
    ...(next === undefined ? {} : { Marker: next }),
  };
}
