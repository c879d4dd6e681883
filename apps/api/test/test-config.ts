import { DEMO_PEOPLE } from "@gatehouse/simulator/demo-people";
import type { Simulator } from "@gatehouse/simulator/simulator";
import { loadConfig } from "../src/config/load-config.ts";
import type { Config } from "../src/config/config.ts";

/** Nothing listens there: tests without a socket reach the simulator through their request handler. */
const NOWHERE = "http://127.0.0.1:4566";
const REGIONS: Record<string, string> = { "aws-us-gov": "us-gov-west-1" };

/** The demo's config over a simulated AWS: a hub for each of its organizations, and its people. */
export function testConfig({ world }: Simulator, aws = NOWHERE): Config {
  const { spoke, organizations } = world.names;
  const hubs = world.organizations.map(({ partition, managementAccountId }) => ({
    name: partition,
    partition,
    region: REGIONS[partition] ?? "us-east-1",
    credentials: { container_uri: `${aws}/credentials/${partition}` },
    spoke_role: spoke,
    organizations_role: `arn:${partition}:iam::${managementAccountId}:role/${organizations}`,
    endpoint: aws,
    federation_url: `${aws}/federation`,
  }));
  const people = DEMO_PEOPLE.map(({ displayName, ...person }) => ({ ...person, display_name: displayName }));
  const config = {
    hubs,
    sign_on: { methods: ["demo"], demo_people: people },
    session: { secrets: ["the-first-secret-of-32-characters", "the-other-secret-of-32-characters"] },
    groups: { can_admin: ["gatehouse-admins"] },
  };
  return loadConfig(JSON.stringify(config), "test.yaml");
}
