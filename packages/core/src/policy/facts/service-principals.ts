import type { Catalogue } from "../catalogue/catalogue.ts";
import { surePrefix } from "../catalogue/suggest.ts";

/** Services that are one slip away from a prefix of actions, and are another. */
const OTHERS: ReadonlySet<string> = new Set(["application-insights", "macie"]);

/** Of shorter names too many are one slip away from each other. */
const SHORTEST = 5;

/**
 * Answers the principal of the service that was surely meant by a name of none, or undefined where the name is right or
 * nothing is sure: most services are named like the prefix of their actions, and no page has all of those that are not.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-services
 */
export function serviceMeantBy(catalogue: Catalogue, principal: string): string | undefined {
  const [, service = "", domain = ""] = /^([^.]*)\.(amazonaws\.com(?:\.cn)?)$/.exec(principal) ?? [];
  if (service.length < SHORTEST || OTHERS.has(service) || catalogue.service(service) !== undefined) return undefined;
  const meant = surePrefix(catalogue, service);
  return meant === undefined ? undefined : `${meant}.${domain}`;
}
