import { Hub } from "@gatehouse/core/hub";
import { sdkHandler } from "@gatehouse/simulator/sdk-handler";
import { createSimulator, type Simulator, type SimulatorSettings } from "@gatehouse/simulator/simulator";
import { type Aws, type AwsOptions, createAws } from "../src/aws.ts";

/** A clock that a test moves. */
export type Clock = { now(): number; pass(milliseconds: number): void };

/** What was sent by plain HTTP. */
export type Sent = { method: string; url: string; body: string };

export type TestAws = { aws: Aws; simulator: Simulator; clock: Clock; sent: Sent[] };

/** The hubs of both simulated organizations, as a configuration file would name them. */
export function simulatedHubs(simulator: Simulator): Hub[] {
  return simulator.world.organizations.map(({ partition, managementAccountId }) =>
    Hub.parse({
      name: partition,
      partition,
      region: partition === "aws" ? "us-east-1" : "us-gov-west-1",
      credentials: { container_uri: `http://169.254.170.2/credentials/${partition}` },
      spoke_role: "GatehouseSpoke",
      organizations_role: `arn:${partition}:iam::${managementAccountId}:role/GatehouseOrganizations`,
    }),
  );
}

/** Our AWS over a small simulated world, without a socket; requests are those of plain HTTP. */
export function createTestAws(
  settings: SimulatorSettings & { hubs?: (hubs: Hub[]) => Hub[]; aws?: Partial<AwsOptions> } = {},
): TestAws {
  let time = Date.now();
  const clock: Clock = { now: () => time, pass: (milliseconds) => void (time += milliseconds) };
  const simulator = createSimulator({ seed: 1, accounts: 5, roles: 12, now: clock.now, ...settings });
  const sent: Sent[] = [];
  const aws = createAws({
    hubs: (settings.hubs ?? ((hubs) => hubs))(simulatedHubs(simulator)),
    now: clock.now,
    requestHandler: sdkHandler(simulator.fetch),
    fetch: async (request) => {
      sent.push({ method: request.method, url: request.url, body: await request.clone().text() });
      return simulator.fetch(request);
    },
    retryDelay: () => 0,
    ...settings.aws,
  });
  return { aws, simulator, clock, sent };
}

/** The error that a promise ends with; a test that gets a value instead fails. */
export async function errorOf(work: Promise<unknown>): Promise<Error> {
  const [outcome] = await Promise.allSettled([work]);
  if (outcome.status === "rejected" && outcome.reason instanceof Error) return outcome.reason;
  throw new Error("it did not fail");
}
