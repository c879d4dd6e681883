import type { AccessRequest, Principal, RequestContext } from "../request.ts";
import type { Random } from "./random.ts";

const ACCOUNT = "111122223333";
const FOREIGN = "444455556666";
const ROLE = `arn:aws:iam::${ACCOUNT}:role/Reports`;
const SESSION = `arn:aws:sts::${ACCOUNT}:assumed-role/Reports/priya`;
const PROVIDER = `arn:aws:iam::${ACCOUNT}:saml-provider/Okta`;
const SERVICE = "cloudtrail.amazonaws.com";

const PRINCIPALS: readonly Principal[] = [
  { arn: SESSION, accountId: ACCOUNT, roleArn: ROLE },
  { arn: `arn:aws:iam::${ACCOUNT}:user/bob`, accountId: ACCOUNT },
  { arn: `arn:aws:iam::${ACCOUNT}:root`, accountId: ACCOUNT },
  { arn: SERVICE, accountId: ACCOUNT, service: SERVICE },
  { arn: "", accountId: ACCOUNT, federated: PROVIDER },
];

/** The values that a key may have; every key is one that the caller does not imply. */
const KEYS: Readonly<Record<string, readonly (string | string[])[]>> = {
  "aws:PrincipalTag/team": ["reports", "data", "*", ""],
  "aws:SourceIp": ["203.0.113.9", "198.51.100.7", "2001:db8::1"],
  "aws:TagKeys": [["team"], ["team", "stage"], [], ""],
  "aws:CurrentTime": ["2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z"],
  "aws:MultiFactorAuthPresent": ["true", "false"],
  "s3:max-keys": ["10", "1000"],
  "aws:SourceArn": ["arn:aws:s3:::reports", "arn:aws:sns:eu-west-1:111122223333:t"],
};

/** What a condition may ask of each key, by operator. */
const ASKED: Readonly<Record<string, { operators: readonly string[]; values: readonly string[] }>> = {
  "aws:PrincipalTag/team": {
    operators: ["StringEquals", "StringNotEquals", "StringLike", "StringNotLike", "StringEqualsIgnoreCase"],
    values: ["reports", "Data", "*", "${aws:PrincipalTag/team}", "${aws:SourceIp, 'reports'}"],
  },
  "aws:SourceIp": { operators: ["IpAddress", "NotIpAddress"], values: ["203.0.113.0/24", "2001:db8::/32"] },
  "aws:TagKeys": { operators: ["StringEquals", "StringNotLike", "StringLike"], values: ["team", "st*", "cost"] },
  "aws:CurrentTime": { operators: ["DateLessThan", "DateGreaterThan"], values: ["2026-06-01T00:00:00Z"] },
  "aws:MultiFactorAuthPresent": { operators: ["Bool"], values: ["true", "false"] },
  "s3:max-keys": { operators: ["NumericLessThanEquals", "NumericNotEquals"], values: ["100", "10"] },
  "aws:SourceArn": {
    operators: ["ArnLike", "ArnNotLike"],
    values: ["arn:aws:s3:::*", "arn:aws:s3:::${aws:PrincipalTag/team}"],
  },
};

const NAMED = [
  "*",
  { AWS: "*" },
  { AWS: ACCOUNT },
  { AWS: ROLE },
  { AWS: SESSION },
  { AWS: FOREIGN },
  { Service: SERVICE },
  { Federated: PROVIDER },
];
const EXCEPTED = [
  { AWS: [ACCOUNT, ROLE, SESSION] },
  { AWS: ACCOUNT },
  { AWS: ROLE },
  { AWS: FOREIGN },
  { Service: SERVICE },
  { Federated: PROVIDER },
];
/** Of a role's own policies the trust policy always has a say. */
const ASKED_FOR = [
  { action: "s3:GetObject", resource: "arn:aws:s3:::reports/q1.csv" },
  { action: "s3:PutObject", resource: "arn:aws:s3:::data/q1.csv" },
  { action: "s3:GetObject", resource: "arn:aws:s3:::data/q1.csv" },
  { action: "sts:AssumeRole", resource: `arn:aws:iam::${ACCOUNT}:role/Target` },
];
const RESOURCES = [
  "*",
  "arn:aws:s3:::reports/*",
  "arn:aws:s3:::data/*",
  "arn:aws:s3:::${aws:PrincipalTag/team}/*",
  "arn:aws:s3:::${aws:PrincipalTag/team, 'reports'}/*",
];

/** Whose policy a statement is for: the caller's has no principal, one that binds all resources names everybody. */
export type Of = "caller" | "resource" | "trust" | "all-resources";

/** Makes a statement as JSON holds it; every third Allow allows everything, for else hardly any request would be allowed. */
export function randomStatement(random: Random, effect: "Allow" | "Deny", of: Of): object {
  if (effect === "Allow" && random.below(3) === 0)
    return { Effect: effect, ...principalOf(random, of), Action: "*", ...(of === "trust" ? {} : { Resource: "*" }) };
  const actions = ["*", "s3:*", "s3:Get*", "s3:PutObject", "sqs:*", "sts:AssumeRole*"];
  return {
    Effect: effect,
    ...principalOf(random, of),
    [random.below(6) === 0 ? "NotAction" : "Action"]: random.pick(actions),
    ...(of === "trust" ? {} : { [random.below(6) === 0 ? "NotResource" : "Resource"]: random.pick(RESOURCES) }),
    ...(random.below(3) > 0 ? { Condition: randomCondition(random) } : {}),
  };
}

function principalOf(random: Random, of: Of): object {
  if (of === "caller") return {};
  if (of === "all-resources") return { Principal: "*" };
  return random.below(5) === 0 ? { NotPrincipal: random.pick(EXCEPTED) } : { Principal: random.pick(NAMED) };
}

function randomCondition(random: Random): object {
  const key = random.pick(Object.keys(ASKED));
  const { operators = [], values = [] } = ASKED[key] ?? {};
  const set = random.pick(["", "", "", "ForAllValues:", "ForAnyValue:"]);
  const ifExists = random.pick(["", "", "IfExists"]);
  const absent = random.pick(["true", "false", ["true", "false"]]);
  const other = random.below(4) === 0 ? { Null: { [random.pick(Object.keys(ASKED))]: absent } } : {};
  const wanted = random.below(3) === 0 ? [random.pick(values), random.pick(values)] : random.pick(values);
  return { [`${set}${random.pick(operators)}${ifExists}`]: { [key]: wanted }, ...other };
}

/** Makes a request of which some keys are known, some absent and, where open, the others unknown. */
export function randomRequest(random: Random, rest: "absent" | "unknown"): AccessRequest {
  const known = Object.keys(KEYS).filter(() => random.below(3) === 0);
  const absent = Object.keys(KEYS).filter((key) => !known.includes(key) && random.below(4) === 0);
  return {
    principal: random.pick(PRINCIPALS),
    ...random.pick(ASKED_FOR),
    resourceAccountId: random.pick([ACCOUNT, ACCOUNT, FOREIGN]),
    context: valuesFor(random, known),
    absent,
    rest,
  };
}

/** Fills in what a request leaves unknown: each such key gets a value, several or none. */
export function completed(random: Random, request: AccessRequest): AccessRequest {
  const settled = new Set([...Object.keys(request.context), ...(request.absent ?? [])]);
  const open = Object.keys(KEYS).filter((key) => !settled.has(key) && random.below(4) > 0);
  return { ...request, context: { ...request.context, ...valuesFor(random, open) }, rest: "absent" };
}

const valuesFor = (random: Random, keys: readonly string[]): RequestContext =>
  Object.fromEntries(keys.map((key) => [key, random.pick(KEYS[key] ?? [])]));
