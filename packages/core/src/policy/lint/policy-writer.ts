import type { StatementTree } from "../grammar/tree.ts";
import { type NotableAction, POLICY_WRITERS } from "../catalogue/notable-actions.ts";
import type { KindTraits } from "../document-kind.ts";
import type { Subject } from "./subject.ts";

/** Answers the action by which the policy of a resource is replaced. */
export const writerOf = ({ service }: KindTraits): NotableAction | undefined =>
  Object.entries(POLICY_WRITERS).find(([name]) => name === service)?.[1];

/**
 * Answers the resources of a statement on which its policy can be replaced, as they are written: a bucket's objects have
 * no policy, so a statement about them alone has none; "*" stands for the one that a statement does not name.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_actions-resources-contextkeys.html
 */
export function writtenOn(statement: StatementTree, subject: Subject, writer: NotableAction): readonly string[] {
  const { resource } = statement;
  if (resource === undefined) return ["*"];
  const { types } = subject.catalogue.facts(writer);
  const fitting = subject.resourcesOf(statement).filter(({ fits }) => types.length === 0 || types.some(fits));
  if (resource.element === "Resource") return fitting.map(({ text }) => text);
  return fitting.length === 0 ? ["*"] : [];
}
