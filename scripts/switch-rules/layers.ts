import { PAGES, type Rule, rulesOf } from "./rule.ts";

const same = rulesOf("evaluate.ts", PAGES.basics);
const cross = rulesOf("evaluate.ts", PAGES.crossAccount);
const boundary = rulesOf("evaluate.ts", PAGES.boundaries);
const gather = rulesOf("gather.ts", PAGES.principal);
const conclude = rulesOf("conclude.ts", PAGES.evaluation);
const serviceControl = rulesOf("guards.ts", PAGES.serviceControl);
const resourceControl = rulesOf("guards.ts", PAGES.resourceControl);
const caller = rulesOf("request.ts", PAGES.principal);
const gateway = rulesOf("evaluate.ts", PAGES.endpoint);
const mustAllow = rulesOf("must-allow.ts", PAGES.evaluation);
const temporary = rulesOf("credentials.ts", PAGES.temporary);
/** Who must allow on the side of the resource, across accounts. */
export const SIDE_OF_RESOURCE = `crossesAccounts(action) ? resource : { ...resource, allows: false }`;
const ROLE_NAMED = `if (naming === "role") return [boundary, session];`;

/** Which kinds of policy speak, which must allow, and what binds whom. */
export const LAYER_RULES: readonly Rule[] = [
  conclude("an explicit deny wins", `if (denies !== undefined) return {`, `if (false) return {`),
  conclude("a possible deny is an outcome", `if (mayDeny.length > 0 || unread`, `if (unread`),
  conclude("a doubtful allow may be missing", `if (doubtful !== undefined || unread`, `if (unread`),
  conclude(
    "what nothing may allow is no outcome",
    `if (silent === undefined) outcomes.push`,
    `if (true) outcomes.push`,
  ),
  conclude(
    "where all allow nothing hangs on an Allow",
    `silent === undefined && doubtful !== undefined ? decisive`,
    `silent === undefined ? decisive`,
  ),
  conclude(
    "where one certainly does not allow nothing hangs on an Allow",
    `silent === undefined && doubtful !== undefined ? decisive`,
    `doubtful !== undefined ? decisive`,
  ),
  conclude("who is named matters where fewer must allow then", `(byName && (`, `(true && (`),
  conclude(
    "nothing hangs on an Allow of the caller's own where another allows",
    `(source.policy === "resource" || source.policy === "trust")),`,
    `true),`,
  ),
  conclude(
    "nothing hangs on an Allow where another allows",
    `wanting.some(({ policy, level }) => policy === source.policy && level === source.level) ||`,
    `source.policy !== "trust" ||`,
  ),
  gather("a statement of the caller needs a resource", `if (!statement.hasResource) continue;`, ``),
  gather("a statement speaks of whom it names", `if (naming === "no" || naming === source.ignores) continue;`, ``),
  gather("the strongest naming counts", `STRENGTH[one] > STRENGTH[other] ? one : other`, `one`),
  gather("only what certainly applies certainly names", `if (applying === true) names.certain`, `names.certain`),
  gather("a Deny names nobody to allow", `if (statement.effect === "Deny") continue;`, ``),
  same(
    "whom the root user federates needs none either",
    `arn: principal.roleArn ?? principal.arn }`,
    `arn: principal.arn }`,
  ),
  same("the root user needs no identity-based policy", `? { ...heard, allows: true } : heard`, `? heard : heard`),
  same(
    "a service, an identity provider or nobody has no policies of its own",
    `if (hasNoPolicies(principal)) return [resource];`,
    ``,
  ),
  cross("across accounts the resource's side must allow", `[...caller, ${SIDE_OF_RESOURCE}]`, `caller`),
  cross("across accounts the caller's side must allow", `[...caller, ${SIDE_OF_RESOURCE}]`, `[${SIDE_OF_RESOURCE}]`),
  same("a session or user that is named needs no other Allow", `if (naming === "direct") return [];`, ``),
  boundary("a role that is named is limited by boundary and session", ROLE_NAMED, `if (naming === "role") return [];`),
  same("a role that is named needs no identity-based policy", ROLE_NAMED, ``),
  mustAllow("a key policy must allow", `KEY.test(resource) ? "resource" : undefined`, `undefined`),
  mustAllow("no policy of what is no key must allow", `KEY.test(resource) ? "resource" : undefined`, `"resource"`),
  mustAllow("a trust policy must allow", `ROLE.test(resource) ? "trust" : undefined`, `undefined`),
  same("across accounts what must grant is not guessed", `const mustBeRead = isOwn &&`, `const mustBeRead =`),
  same("nor for whoever has no policies of its own", ` && !hasNoPolicies(request.principal);`, `;`),
  boundary("whoever has a boundary has it whether it was read or not", ` || unread.includes("boundary"));`, `);`),
  rulesOf("evaluate.ts", PAGES.serviceControl)(
    "what was not read does not matter where nothing of its kind binds",
    `kind !== "service-control" || binds`,
    `true || binds`,
  ),
  rulesOf("evaluate.ts", PAGES.resourceControl)(
    "nor on the side of the resource",
    `kind !== "resource-control" || binds`,
    `true || binds`,
  ),
  conclude(
    "what was not read may deny",
    `mayDeny.length > 0 || unread.length > 0) outcomes`,
    `mayDeny.length > 0) outcomes`,
  ),
  conclude(
    "what was not read may not allow",
    `doubtful !== undefined || unread.length > 0) outcomes`,
    `doubtful !== undefined) outcomes`,
  ),
  conclude(
    "what was not read matters only where the request may be allowed",
    `silent === undefined ? demands.unread : []`,
    `demands.unread`,
  ),
  boundary(
    "a boundary must allow",
    `hear(hearing, "boundary", boundary && [boundary])`,
    `hear(hearing, "boundary", undefined)`,
  ),
  same("a session policy must allow", `session ?? sessionOf(principal)`, `sessionOf(principal)`),
  rulesOf("evaluate.ts", PAGES.federation)(
    "a federated user without a session policy may do nothing",
    `session ?? sessionOf(principal)`,
    `session`,
  ),
  rulesOf("evaluate.ts", PAGES.serviceControl)(
    "every level of service control must allow",
    `hearLevels(hearing, "service-control", policies.serviceControl)`,
    `[]`,
  ),
  rulesOf("evaluate.ts", PAGES.resourceControl)(
    "every level of resource control must allow",
    `hearLevels(hearing, "resource-control", policies.resourceControl ?? [])`,
    `[]`,
  ),
  rulesOf("evaluate.ts", PAGES.endpoint)(
    "a VPC endpoint's policy must allow",
    `[hearEndpoint(hearing, policies.endpoint, policies.endpointIsGateway)]`,
    `[]`,
  ),
  serviceControl(
    "no service control policy binds a service-linked role",
    `serviceControl: !linked &&`,
    `serviceControl:`,
  ),
  serviceControl("no service control policy binds a service or identity provider", `!hasNoPolicies(principal) &&`, ``),
  caller("a service has no policies of its own", `service !== undefined || federated`, `federated`),
  caller("an identity provider has no policies of its own", `federated !== undefined || anonymous`, `anonymous`),
  caller("a request without credentials has no policies of its own", ` || anonymous === true`, ``),
  gateway(
    "to a gateway endpoint an account's name is its root user",
    `isGateway && !isRootUser(`,
    `false && !isRootUser(`,
  ),
  gateway(
    "to a gateway endpoint an account's root user is named",
    `isGateway && !isRootUser({ arn, accountId })`,
    `isGateway`,
  ),
  serviceControl(
    "no service control policy binds the management account",
    `principal.accountId !== managementAccountId`,
    `true`,
  ),
  resourceControl(
    "no resource control policy binds a service-linked role",
    `!linked && resourceAccountId`,
    `resourceAccountId`,
  ),
  resourceControl(
    "no resource control policy binds the management account",
    `resourceAccountId !== managementAccountId`,
    `true`,
  ),
  resourceControl("no resource control policy binds a service-linked role's trust", ` && !LINKED.test(resource)`, ``),
  resourceControl("resource control policies bind some services", `RESOURCE_CONTROLLED.has(serviceOf(lower))`, `true`),
  rulesOf("guards.ts", PAGES.retireGrant)("a grant may always be retired", `lower !== "kms:retiregrant" &&`, ``),
  rulesOf("credentials.ts", PAGES.sessionToken)("some actions need no permission", `=> FREE.has(action)`, `=> false`),
  ...[
    ["a federated user may call little of IAM and STS", `return CALLS.federatedUser.has(action);`, `return true;`],
    [
      "a federated user may ask who it is",
      `federatedUser: new Set(["sts:getcalleridentity"])`,
      `federatedUser: new Set([""])`,
    ],
    ["a session token without MFA cannot call IAM", `? sessionToken.mfa :`, `? true :`],
    ["a session token can call little of STS", `: CALLS.sessionToken.has(action);`, `: true;`],
    ["a session token can assume a role", `["sts:getcalleridentity", "sts:assumerole"]`, `["sts:getcalleridentity"]`],
    ["a role gets no session token", `["sts:getsessiontoken", "sts:getfederationtoken"]`, `["sts:getfederationtoken"]`],
    ["a role federates nobody", `["sts:getsessiontoken", "sts:getfederationtoken"]`, `["sts:getsessiontoken"]`],
    ["a role is itself or its session", `arn.includes(":assumed-role/") || `, ``],
    ["the root user assumes no role", `if (arn.endsWith(":root") && CALLS.notByRoot.has(action)) return false;`, ``],
    ["a permission is no operation", ` || PERMISSION_ONLY.has(action)) return true;`, `) return true;`],
    ["who has no credentials cannot ask about them", `return !FREE.has(action);`, `return true;`],
    ["an identity provider's user has none yet", ` || principal.federated !== undefined) return`, `) return`],
  ].map(([id = "", find = "", replace = ""]) => temporary(id, find, replace)),
];
