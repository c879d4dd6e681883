import { JobsOverview } from "@gatehouse/core/sync/overview";

/** When the last run of the first job began and ended. */
export async function lastRun(url: string, cookie: string): Promise<{ id: string; from: number; to: number }> {
  const { jobs } = await overview(url, cookie);
  const last = jobs[0]?.last;
  if (last?.finishedAt === undefined) throw new Error("The job has not finished");
  return { id: last.id, from: Date.parse(last.startedAt), to: Date.parse(last.finishedAt) };
}

/** Runs the first job once more, as an admin does on the page, and waits until it has ended. */
export async function runAgain(url: string, cookie: string): Promise<void> {
  const before = await lastRun(url, cookie);
  const { jobs } = await overview(url, cookie);
  const started = await fetch(`${url}/api/trpc/jobs.runNow`, {
    method: "POST",
    headers: { cookie, origin: url, "x-gatehouse": "1", "content-type": "application/json" },
    body: JSON.stringify({ job: jobs[0]?.name }),
  });
  if (!started.ok) throw new Error(`The job cannot be run: ${await started.text()}`);
  for (;;) {
    await Bun.sleep(500);
    const now = await overview(url, cookie);
    const job = now.jobs[0];
    if (job?.running === undefined && job?.last?.finishedAt !== undefined && job.last.id !== before.id) return;
  }
}

async function overview(url: string, cookie: string): Promise<JobsOverview> {
  const asked = await fetch(`${url}/api/trpc/jobs.overview`, { headers: { cookie } });
  const answer: { result: { data: unknown } } = JSON.parse(await asked.text());
  return JobsOverview.parse(answer.result.data);
}
