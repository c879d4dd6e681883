import { formatRoleArn } from "@gatehouse/core/arn";
import { DEMO_PEOPLE } from "@gatehouse/simulator/demo-people";

/** What the simulator says of one of its organizations. */
export type SimulatedOrganization = {
  partition: string;
  managementAccountId: string;
  roles: { hub: string; spoke: string; organizations: string };
};

const REGIONS: Readonly<Record<string, string>> = { aws: "us-east-1", "aws-us-gov": "us-gov-west-1" };

type Wanted = {
  port: number;
  storage: object;
  simulator: string;
  organizations: readonly SimulatedOrganization[];
  /** What the config says besides. */
  more?: object | undefined;
};

/** Writes the demo's gatehouse.yaml (JSON is YAML): one hub per partition, all of it on this machine. */
export function demoConfig({ port, storage, simulator, organizations, more }: Wanted): string {
  const config = {
    listen: { host: "127.0.0.1", port },
    organization: "Larkspur",
    sign_on: {
      methods: ["demo"],
      demo_people: DEMO_PEOPLE.map(({ name, displayName, about, groups }) => ({
        name,
        display_name: displayName,
        about,
        groups,
      })),
    },
    groups: { can_admin: ["gatehouse-admins"], can_audit: ["security-audit"] },
    hubs: organizations.map((organization) => hub(organization, simulator)),
    storage,
    ...more,
  };
  return `${JSON.stringify(config, null, 2)}\n`;
}

function hub({ partition, managementAccountId, roles }: SimulatedOrganization, simulator: string) {
  return {
    name: partition,
    partition,
    region: REGIONS[partition] ?? "us-east-1",
    credentials: { container_uri: `${simulator}/credentials/${partition}` },
    spoke_role: roles.spoke,
    organizations_role: formatRoleArn({
      partition,
      accountId: managementAccountId,
      path: "/",
      name: roles.organizations,
    }),
    endpoint: simulator,
    federation_url: `${simulator}/federation`,
  };
}
