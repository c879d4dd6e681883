import { parseArn } from "../../arn.ts";
import type { PrincipalName, PrincipalTree, StatementTree } from "../grammar/tree.ts";
import { positionAt } from "../json/position.ts";
import { treeOf } from "./documents.ts";
import type { Estate } from "./estate.ts";
import type { Reach } from "./key-reach.ts";
import { accountNamed } from "./named-by.ts";
import { reachOf } from "./reach.ts";
import type { StatementReason } from "./reason.ts";
import type { Target } from "./target.ts";

/** Whom a statement names. */
export type Who = {
  kind: "everyone" | "account" | "principal" | "service" | "provider" | "canonical-user" | "all-but";
  name: string;
};

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
        reach: reachOf({ estate, account: target.accountId }, statement, { who, accountId: accountOf(target, who) }),
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

function accountOf({ canonical }: Target, { kind, name }: Who): string | undefined {
  if (kind === "canonical-user") return canonical.get(name);
  return kind === "account" ? name : parseArn(name)?.accountId;
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
