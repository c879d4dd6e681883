import { wildcard } from "../wildcard.ts";
import type { Action, Service } from "./service.ts";

/** What of a catalogue is needed to look for actions. */
export type Services = { prefixes: readonly string[]; service(prefix: string): Service | undefined };

/**
 * Answers the actions that a pattern, given in lower case, covers as the Action element compares them: "*" and "?" anywhere.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html
 */
export function actionsMatching({ prefixes, service }: Services, lower: string): readonly Action[] {
  const colon = lower.indexOf(":");
  const head = colon < 0 ? lower : lower.slice(0, colon);
  // A wildcard before the colon may reach over it: "*" and "s3*" are patterns, too.
  if (/[*?]/.test(head)) return matchingIn(prefixes.filter(couldBegin(head)), service, lower);
  return colon < 0 ? [] : matchingIn([head], service, lower);
}

function matchingIn(prefixes: readonly string[], service: Services["service"], lower: string): readonly Action[] {
  const matches = wildcard(lower);
  return prefixes.flatMap((prefix) => {
    const actions = service(prefix)?.actions ?? [];
    return lower === "*" || lower === `${prefix}:*` ? actions : actions.filter((action) => matches(action.lower));
  });
}

/** Only services that begin as the pattern does need to be unpacked. */
function couldBegin(head: string): (prefix: string) => boolean {
  const literal = head.slice(0, head.search(/[*?]/));
  return (prefix) => `${prefix}:`.startsWith(literal);
}
