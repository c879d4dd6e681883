import { parseArn } from "../../arn.ts";
import type { PrincipalName, PrincipalTree, StatementTree } from "../grammar/tree.ts";
import { positionAt } from "../json/position.ts";
import { SOURCES, TRUSTWORTHY } from "../lint/principals.ts";
import { conditionsOn, isNarrowedBy } from "../lint/statement-facts.ts";
import { treeOf } from "./documents.ts";
import type { Estate } from "./estate.ts";
import { accountNamed } from "./named-by.ts";
import type { StatementReason } from "./reason.ts";
import type { Target } from "./target.ts";

/** Whom a statement names. */
export type Who = {
  kind: "everyone" | "account" | "principal" | "service" | "provider" | "canonical-user" | "all-but";
  name: string;
};

/** How far a grant reaches, from the resource's own account to the whole world. */
export const REACHES = ["account", "organization", "service", "outside", "public"] as const;
export type Reach = (typeof REACHES)[number];

/** What one statement of a resource's policy grants to one of those whom it names. */
export type Grant = {
  who: Who;
  reach: Reach;
  /** As the statement writes them; those of NotAction stand behind "not". */
  actions: readonly string[];
  /** As the statement writes them, or the resource itself where it names none. */
  resources: readonly string[];
  /** Every condition that must hold, whether it keeps strangers out or not. */
  limits: readonly { operator: string; key: string; values: readonly string[] }[];
  because: StatementReason;
};

/** Answers what a target's policy grants, statement by statement, to each of those whom it names. */
export function grantsOf(estate: Estate, target: Target, wants: (position: number) => boolean = () => true): Grant[] {
  const tree = target.policy && treeOf(target.policy);
  return (tree?.statements ?? [])
    .filter(({ effect, index }) => effect === "Allow" && wants(index + 1))
    .flatMap((statement) =>
      peopleOf(statement.principal).map((who) => ({
        who,
        reach: reachOf(estate, target, { statement, who }),
        actions: actionsOf(statement),
        resources: resourcesOf(statement, target),
        limits: statement.conditions.map(({ operator, key, values }) => ({
          operator: operator.value,
          key: key.value,
          values: values.map(({ value }) => String(value)),
        })),
        because: {
          ...target.source,
          effect: "allow",
          statement: statement.index + 1,
          ...(statement.sid === undefined ? {} : { sid: statement.sid.value }),
          ...positionAt(tree?.text ?? "", statement.node.start),
        },
      })),
    );
}

function actionsOf({ action }: StatementTree): string[] {
  const texts = (action?.values ?? []).map(({ value }) => value);
  return action?.element === "NotAction" ? texts.map((text) => `not ${text}`) : texts;
}

function resourcesOf({ resource }: StatementTree, { question }: Target): string[] {
  if (resource?.element === "Resource") return resource.values.map(({ value }) => value);
  return resource === undefined ? [question.resource] : [question.resource, `${question.resource}/*`];
}

function peopleOf(principal: PrincipalTree | undefined): Who[] {
  if (principal === undefined) return [];
  if (principal.element === "NotPrincipal")
    return [{ kind: "all-but", name: principal.names.map(({ name }) => name.value).join(", ") }];
  const everyone: Who[] = principal.everyone === undefined ? [] : [{ kind: "everyone", name: "*" }];
  return [...everyone, ...principal.names.map(whoIs)];
}

function whoIs({ kind, name: { value } }: PrincipalName): Who {
  if (kind === "Service") return { kind: "service", name: value };
  if (kind === "Federated") return { kind: "provider", name: value };
  if (kind === "CanonicalUser") return { kind: "canonical-user", name: value };
  if (value === "*") return { kind: "everyone", name: value };
  const account = accountNamed(value);
  return account === undefined ? { kind: "principal", name: value } : { kind: "account", name: account };
}

type Naming = { statement: StatementTree; who: Who };

function reachOf(estate: Estate, target: Target, { statement, who }: Naming): Reach {
  const own = target.accountId;
  if (who.kind === "service")
    return isNarrowedBy(statement, ...SOURCES) ? reachOfSource(estate, own, statement) : "service";
  if (who.kind === "provider") return parseArn(who.name)?.accountId === own ? "account" : "outside";
  if (who.kind === "everyone" || who.kind === "all-but") return reachOfEveryone(estate, own, statement);
  if (who.kind === "canonical-user") return reachOfAccounts(estate, own, [target.canonical.get(who.name) ?? ""]);
  return reachOfAccounts(estate, own, [who.kind === "account" ? who.name : (parseArn(who.name)?.accountId ?? "")]);
}

function reachOfAccounts(estate: Estate, own: string | undefined, accounts: readonly string[]): Reach {
  if (accounts.every((account) => account === own)) return "account";
  return accounts.every((account) => account === own || isOurs(estate, account)) ? "organization" : "outside";
}

/** Whether an account is ours: without an organization as it was read, the accounts of the estate count as ours. */
export const isOurs = ({ facts, account }: Estate, id: string): boolean =>
  facts.organization ? facts.organization.accounts.has(id) : account(id) !== undefined;

const ORGANIZATION_KEYS = ["aws:principalorgid", "aws:principalorgpaths"];
const ACCOUNT_KEYS = ["aws:principalaccount", "kms:calleraccount", "aws:principalarn"];

/** Everybody is fewer where a condition on a key that no caller chooses keeps the others out. */
function reachOfEveryone(estate: Estate, own: string | undefined, statement: StatementTree): Reach {
  if (!isNarrowedBy(statement, ...TRUSTWORTHY)) return "public";
  const accounts = valuesOf(statement, ACCOUNT_KEYS).map((value) => parseArn(value)?.accountId ?? value);
  if (accounts.length > 0) return reachOfAccounts(estate, own, accounts);
  return isOwnOrganization(estate, valuesOf(statement, ORGANIZATION_KEYS)) ? "organization" : "outside";
}

function reachOfSource(estate: Estate, own: string | undefined, statement: StatementTree): Reach {
  const accounts = valuesOf(statement, ["aws:sourceaccount", "aws:sourcearn", "aws:sourceowner"]).map(
    (value) => parseArn(value)?.accountId ?? value,
  );
  // The ARN of a bucket names no account; it is a resource that somebody has chosen all the same.
  const named = accounts.filter((account) => /^\d{12}$/.test(account));
  return reachOfAccounts(estate, own, named);
}

function isOwnOrganization({ facts }: Estate, values: readonly string[]): boolean {
  const id = facts.organization?.id;
  return id !== undefined && values.length > 0 && values.every((value) => value === id || value.startsWith(`${id}/`));
}

function valuesOf(statement: StatementTree, keys: readonly string[]): string[] {
  if (!isNarrowedBy(statement, ...keys)) return [];
  return conditionsOn(statement, ...keys).flatMap(({ values }) => values.map(({ value }) => String(value)));
}
