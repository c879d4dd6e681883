import { type NotableAction, POLICY_WRITERS } from "../catalogue/notable-actions.ts";
import type { ResourceType } from "../catalogue/service.ts";
import type { KindTraits } from "../document-kind.ts";
import type { StatementTree } from "../grammar/tree.ts";
import { typeTest } from "../patterns/arn-overlap.ts";
import { wildcard } from "../wildcard.ts";
import { textsOf } from "./statement-facts.ts";
import type { Subject } from "./subject.ts";

/** Answers the action by which the policy of a resource is replaced. */
export const writerOf = ({ service }: KindTraits): NotableAction | undefined =>
  Object.entries(POLICY_WRITERS).find(([name]) => name === service)?.[1];

/**
 * Answers the resources on which a statement surely covers replacing its policy: a bucket's objects have no policy, so a
 * statement about them alone has none; "*" stands for the resource where no name of it is known.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_actions-resources-contextkeys.html
 */
export function writtenOn(statement: StatementTree, subject: Subject, writer: NotableAction): readonly string[] {
  const { resource } = statement;
  if (resource === undefined) return ["*"];
  const { types } = subject.catalogue.facts(writer);
  const texts = textsOf(resource);
  if (resource.element === "Resource") return texts.filter((text) => !hasVariable(text) && isOf(types, text));
  // Who lacks a variable of NotResource is not hit: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
  if (texts.length === 0 || texts.some(hasVariable)) return [];
  const own = ownNames(subject, types);
  if (own.length === 0) return texts.some((text) => isOf(types, text)) ? [] : ["*"];
  const isSpared = texts.map(wildcard);
  return own.some((name) => isSpared.some((matches) => matches(name))) ? [] : own;
}

const hasVariable = (text: string): boolean => text.includes("${");

const isOf = (types: readonly ResourceType[], text: string): boolean =>
  types.length === 0 || types.some(typeTest(text));

/** How far the ARN of a part names the whole that has the policy: an object's its bucket, an index' its table. */
const WHOLE =
  /^arn:[^:]*:(?:s3:[^:]*:[^:]*:[^/]*|dynamodb:[^:]*:[^:]*:table\/[^/]*|lambda:[^:]*:[^:]*:function:[^:]*|.*)/;

/** The names of the resource with the policy, as its statements have them: a policy of a resource speaks of that one alone. */
function ownNames({ tree, once }: Subject, types: readonly ResourceType[]): readonly string[] {
  return once("own names", () => {
    const texts = tree.statements.flatMap(({ resource }) =>
      resource?.element === "Resource" ? textsOf(resource) : [],
    );
    const names = texts.flatMap((text) => WHOLE.exec(text) ?? []);
    return [...new Set(names)].filter((name) => !/[*?$]/.test(name) && isOf(types, name));
  });
}
