import type { AwsRequest } from "@gatehouse/aws/context";
import { AggregatorRegistry, Counter, Gauge, Histogram, type MetricObjectWithValues, Registry } from "prom-client";
import type { Delays } from "./event-loop.ts";

/** Everything counted in one thread, in a form that can be sent to another one. */
export type Counted = MetricObjectWithValues<never>[];

/** How one answer, one job or one issue of credentials went; nothing here names a person, a role or a secret. */
export type Metrics = {
  request(answer: { route: string; status: number; seconds: number }): void;
  aws(request: AwsRequest): void;
  job(run: { job: string; outcome: "done" | "failed" | "handed-back"; seconds: number }): void;
  issued(issue: { command: string; outcome: "done" | "failed" }): void;
  signedOn(method: string): void;
  /** Sets what is not counted but looked at; undefined is left out. */
  look(now: Looked): void;
  counted(): Promise<Counted>;
  /** Writes it in Prometheus's format, with what other threads counted added. */
  text(others: readonly Counted[]): Promise<string>;
};

export type Looked = {
  indexAgeSeconds: number | undefined;
  oldestListingSeconds: number | undefined;
  roles: number;
  /** The longest and the usual delay of the event loop in the last minute at least. */
  eventLoop: Delays | undefined;
};

const PREFIX = "gatehouse_";
const QUICK = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];
const LONG = [0.1, 1, 5, 15, 60, 300, 900, 1800, 3600];

/** Makes the counters of one App, in a registry of its own. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  const histogram = <L extends string>(name: string, help: string, how: { labelNames: L[]; buckets: number[] }) =>
    new Histogram({ name: `${PREFIX}${name}`, help, ...how, registers });
  const counter = <L extends string>(name: string, help: string, labelNames: L[]) =>
    new Counter({ name: `${PREFIX}${name}`, help, labelNames, registers });
  const gauge = (name: string, help: string) =>
    new Gauge({ name: `${PREFIX}${name}`, help, registers, aggregator: "first" });

  const requests = histogram("request_duration_seconds", "Time until an answer began, by route and status", {
    labelNames: ["route", "status"],
    buckets: QUICK,
  });
  const aws = histogram("aws_request_duration_seconds", "Requests to AWS, every repetition counted by itself", {
    labelNames: ["service", "operation", "outcome"],
    buckets: QUICK,
  });
  const jobs = histogram("job_duration_seconds", "Runs of jobs, by how they ended; a handed back one goes on", {
    labelNames: ["job", "outcome"],
    buckets: LONG,
  });
  const issued = counter("sessions_issued_total", "AWS sessions issued to people", ["command", "outcome"]);
  const signedOn = counter("sign_ons_total", "Web sessions begun", ["method"]);
  const indexAge = gauge("index_age_seconds", "Since the index in memory was last known to equal the records");
  const oldestListing = gauge("oldest_listing_seconds", "Since the account that was read longest ago was read");
  const roles = gauge("estate_roles", "Roles in the index");
  const lagMax = gauge("event_loop_lag_max_seconds", "Longest delay of the event loop in the last minutes");
  const lagP99 = gauge("event_loop_lag_p99_seconds", "Delay of the event loop in the last minutes, 99 %");

  const counted = async (): Promise<Counted> => structuredClone((await registry.getMetricsAsJSON()) as Counted);

  return {
    request: ({ route, status, seconds }) => requests.observe({ route, status }, seconds),
    aws: ({ seconds, ...about }) => aws.observe(about, seconds),
    job: ({ seconds, ...about }) => jobs.observe(about, seconds),
    issued: (about) => issued.inc(about),
    signedOn: (method) => signedOn.inc({ method }),
    look({ indexAgeSeconds, oldestListingSeconds, eventLoop, ...now }) {
      indexAge.set(indexAgeSeconds ?? Number.NaN);
      oldestListing.set(oldestListingSeconds ?? Number.NaN);
      roles.set(now.roles);
      lagMax.set(eventLoop?.max ?? Number.NaN);
      lagP99.set(eventLoop?.p99 ?? Number.NaN);
    },
    counted,
    async text(others) {
      return AggregatorRegistry.aggregate([await counted(), ...others]).metrics();
    },
  };
}
