import type { Catalogue } from "../../catalogue/catalogue.ts";
import type { AccessLevel, Action } from "../../catalogue/service.ts";
import { type ActionSet, setOf } from "./action-set.ts";

/** The actions of one service and level. */
export type Cell = { service: string; level: AccessLevel; actions: ActionSet };

type Template = { arn: string; actions: ActionSet };

/** What is worked out once for a catalogue: its actions by number, and sets of them. */
export type Tables = {
  actions: readonly Action[];
  all: ActionSet;
  /** The actions that know no resource. */
  untyped: ActionSet;
  /** Those of Amazon S3, which policies allow on all buckets. */
  untypedOfS3: ActionSet;
  typed: ActionSet;
  cells: readonly Cell[];
  /** The ARNs that actions are about, by the service that they name; those that name any stand with "". */
  templates: ReadonlyMap<string, readonly Template[]>;
};

const known = new WeakMap<Catalogue, Tables>();

/** Answers the tables of a catalogue, which live as long as it does. */
export function tablesOf(catalogue: Catalogue): Tables {
  const before = known.get(catalogue);
  if (before !== undefined) return before;
  const tables = createTables(catalogue.matching("*"));
  known.set(catalogue, tables);
  return tables;
}

function createTables(actions: readonly Action[]): Tables {
  const cells = Map.groupBy(actions, ({ service, level }) => `${service} ${level}`);
  return {
    actions,
    all: numbered(actions),
    untyped: numbered(actions.filter(({ resources }) => resources.length === 0)),
    untypedOfS3: numbered(actions.filter(({ service, resources }) => service === "s3" && resources.length === 0)),
    typed: numbered(actions.filter(({ resources }) => resources.length > 0)),
    cells: [...cells.values()].flatMap((of) => {
      const [first] = of;
      return first === undefined ? [] : { service: first.service, level: first.level, actions: numbered(of) };
    }),
    templates: Map.groupBy(templatesOf(actions), ({ arn }) => serviceIn(arn)),
  };
}

function templatesOf(actions: readonly Action[]): Template[] {
  const byArn = new Map<string, number[]>();
  for (const { index, resources } of actions)
    for (const { type } of resources) {
      const numbers = byArn.get(type.arn);
      if (numbers === undefined) byArn.set(type.arn, [index]);
      else numbers.push(index);
    }
  return [...byArn].map(([arn, numbers]) => ({ arn, actions: setOf(numbers) }));
}

function serviceIn(template: string): string {
  const [, , service = ""] = template.split(":", 3);
  return service.includes("$") ? "" : service;
}

const numbered = (actions: readonly Action[]): ActionSet => setOf(actions.map(({ index }) => index));
