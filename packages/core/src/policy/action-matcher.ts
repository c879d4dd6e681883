import { type Matcher, wildcard } from "./wildcard.ts";

const FEW = 2;

/**
 * Makes one matcher of many patterns of actions, without regard to case; the asked action comes in lower case. Of long
 * lists only the patterns of the action's own service are compared.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html
 */
export function actionMatcher(patterns: readonly string[]): Matcher {
  const lower = patterns.map((pattern) => pattern.toLowerCase());
  return lower.length <= FEW ? anyOf(lower.map(wildcard)) : byService(lower);
}

/** The services of patterns of actions; undefined where one of them is of any service. */
export function servicesOf(patterns: readonly string[]): ReadonlySet<string> | undefined {
  const services = new Set(patterns.map((pattern) => serviceOf(pattern.toLowerCase())));
  for (const service of services) if (hasWildcard(service)) return undefined;
  return services;
}

function byService(patterns: readonly string[]): Matcher {
  const exact = new Set(patterns.filter((pattern) => !hasWildcard(pattern)));
  const open = patterns.filter(hasWildcard);
  const services = Map.groupBy(open, serviceOf);
  const ofEach = new Map([...services].map(([service, own]) => [service, anyOf(own.map(wildcard))]));
  const ofAny = anyOf(open.filter((pattern) => hasWildcard(serviceOf(pattern))).map(wildcard));
  return (action) => exact.has(action) || ofEach.get(serviceOf(action))?.(action) === true || ofAny(action);
}

const hasWildcard = (text: string): boolean => /[*?]/.test(text);

/** What stands before the colon; a pattern without one is all service. */
export const serviceOf = (action: string): string => {
  const colon = action.indexOf(":");
  return colon < 0 ? action : action.slice(0, colon);
};

function anyOf(matchers: readonly Matcher[]): Matcher {
  const [first, second] = matchers;
  if (first === undefined) return () => false;
  if (second === undefined) return first;
  return (text) => {
    for (const matches of matchers) if (matches(text)) return true;
    return false;
  };
}
