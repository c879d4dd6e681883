import { expect, test } from "bun:test";
import { createMetrics } from "./metrics.ts";

const NOW = { indexAgeSeconds: 2.5, oldestListingSeconds: undefined, roles: 7, eventLoop: { max: 0.2, p99: 0.01 } };

test("what is counted is exposed in Prometheus's format, by classes and never by names of people or roles", async () => {
  const metrics = createMetrics();
  metrics.request({ route: "access.signIn", status: 200, seconds: 0.02 });
  metrics.aws({ service: "sts", operation: "AssumeRole", outcome: "throttled", seconds: 0.3 });
  metrics.job({ job: "sync-estate", outcome: "done", seconds: 42 });
  metrics.issued({ command: "sign-in-to-console", outcome: "failed" });
  metrics.signedOn("oidc");
  metrics.look(NOW);
  const text = await metrics.text([]);
  for (const line of [
    'gatehouse_request_duration_seconds_count{route="access.signIn",status="200"} 1',
    'gatehouse_aws_request_duration_seconds_count{service="sts",operation="AssumeRole",outcome="throttled"} 1',
    'gatehouse_job_duration_seconds_sum{job="sync-estate",outcome="done"} 42',
    'gatehouse_sessions_issued_total{command="sign-in-to-console",outcome="failed"} 1',
    'gatehouse_sign_ons_total{method="oidc"} 1',
    "gatehouse_index_age_seconds 2.5",
    "gatehouse_oldest_listing_seconds Nan",
    "gatehouse_estate_roles 7",
    "gatehouse_event_loop_lag_max_seconds 0.2",
  ])
    expect(text.split("\n")).toContain(line);
});

test("what another thread counted is added, and what this one looked at stays its own", async () => {
  const [here, there] = [createMetrics(), createMetrics()];
  for (const metrics of [here, there, there]) metrics.job({ job: "sync-estate", outcome: "done", seconds: 1 });
  here.look(NOW);
  const text = await here.text([await there.counted()]);
  expect(text).toContain('gatehouse_job_duration_seconds_count{job="sync-estate",outcome="done"} 3');
  expect(text).toContain("gatehouse_estate_roles 7\n");
});

test("two apps count apart", async () => {
  const [one, other] = [createMetrics(), createMetrics()];
  one.signedOn("demo");
  expect(await one.text([])).toContain('method="demo"');
  expect(await other.text([])).not.toContain('method="demo"');
});
