import type { Grant } from "@gatehouse/core/access/grant";

type Roles = { authorized_roles: string[]; authorized_roles_cli_only: string[] };

export type AuthorizationMappings = {
  /** Which roles each identity may use: CREDENTIAL_AUTHORIZATION_MAPPING_V1. */
  byIdentity: Record<string, Roles>;
  /** Which identities may use each role, by its ARN in lower case: REVERSE_AUTHORIZATION_MAPPING_V1. */
  byRole: Record<string, string[]>;
};

export type MappingBuilder = { add(grants: readonly Grant[]): void; build(): AuthorizationMappings };

/** Collects grants into the incumbent's two mappings, each list once and in order. */
export function createMappingBuilder(): MappingBuilder {
  const identities = new Map<string, { console: Set<string>; cli: Set<string> }>();
  return {
    add(grants) {
      for (const { identity, roleArn, use } of grants) {
        const known = identities.get(identity) ?? { console: new Set(), cli: new Set() };
        identities.set(identity, known);
        (use === "cli-only" ? known.cli : known.console).add(roleArn);
      }
    },
    build() {
      const byRole = new Map<string, Set<string>>();
      const byIdentity = inOrder(identities).map(([identity, { console, cli }]): [string, Roles] => {
        for (const arn of [...console, ...cli]) {
          const key = arn.toLowerCase();
          byRole.set(key, (byRole.get(key) ?? new Set()).add(identity));
        }
        return [identity, { authorized_roles: [...console].sort(), authorized_roles_cli_only: [...cli].sort() }];
      });
      const byArn = inOrder(byRole).map(([arn, who]): [string, string[]] => [arn, [...who]]);
      return { byIdentity: Object.fromEntries(byIdentity), byRole: Object.fromEntries(byArn) };
    },
  };
}

function inOrder<T>(map: ReadonlyMap<string, T>): [string, T][] {
  return [...map].sort(([a], [b]) => (a < b ? -1 : 1));
}
