import { Run, RunEvent } from "@gatehouse/core/sync/run";
import type { Row, Table, Written } from "./table.ts";
import { RUNS, RUNS_BY_START, RUNS_OF_JOB } from "./tables.ts";
import { changeRow, VERSION } from "./versioned.ts";

/** The header's place among its run's rows: before every event. */
const HEADER = "0000000000";
const KIND = "run";
const KEPT_SECONDS = 90 * 24 * 60 * 60;

export type Runs = {
  /** Stores the header of a new run, or answers that its id is taken. */
  start(run: Run): Promise<Written>;
  get(id: string): Promise<Run | undefined>;
  /** The newest runs first, of one job or of all. */
  newest(job: string | undefined, limit: number): Promise<Run[]>;
  /** Notes more on a header, e.g. that the run is finished. */
  finish(id: string, what: Partial<Pick<Run, "finishedAt" | "error" | "total">>): Promise<void>;
  /** Stores an event at its number, or answers that somebody else has; so the numbers have no gaps and no doubles. */
  append(event: RunEvent): Promise<Written>;
  /** A run's events in order, those after a number or all. */
  events(run: string, after?: number): Promise<RunEvent[]>;
};

/** Keeps a run as a header row and one row per event, so that no row grows with the estate. */
export function createRuns({ table, now }: { table: Table; now: () => number }): Runs {
  const ttl = (): number => Math.floor(now() / 1000) + KEPT_SECONDS;
  const alive = (row: Row): boolean => typeof row["ttl"] !== "number" || row["ttl"] * 1000 > now();

  return {
    async start(run) {
      const put = { ...toRow(run), run: run.id, position: HEADER, kind: KIND, ttl: ttl(), [VERSION]: 1 };
      const [written = "conflict"] = await table.write(RUNS, [{ put, if: { run: null } }]);
      return written;
    },
    async get(id) {
      const row = await table.get(RUNS, { run: id, position: HEADER });
      return row === undefined || !alive(row) ? undefined : Run.parse(row);
    },
    async newest(job, limit) {
      const index = job === undefined ? { index: RUNS_BY_START, hash: KIND } : { index: RUNS_OF_JOB, hash: job };
      const runs: Run[] = [];
      for await (const page of table.query(RUNS, { ...index, descending: true, limit })) {
        runs.push(...page.filter(alive).map((row) => Run.parse(row)));
      }
      return runs;
    },
    async finish(id, what) {
      const where = { table: RUNS, key: { run: id, position: HEADER } };
      await changeRow(table, where, (row) => (row === undefined ? undefined : { ...row, ...toRow(what) }));
    },
    async append(event) {
      const key = { run: event.run, position: positionOf(event.sequence) };
      const [written = "conflict"] = await table.write(RUNS, [
        { put: { ...key, event: toRow(event), ttl: ttl() }, if: { run: null } },
      ]);
      return written;
    },
    async events(run, after = 0) {
      const events: RunEvent[] = [];
      for await (const page of table.query(RUNS, { hash: run, after: positionOf(after) })) {
        events.push(...page.filter(alive).map((row) => RunEvent.parse(row["event"])));
      }
      return events;
    },
  };
}

/** Ten digits, so that the texts have the order of the numbers. */
function positionOf(sequence: number): string {
  return String(sequence).padStart(HEADER.length, "0");
}

/** Rows hold no undefined: a field that is not there is left out. */
function toRow(value: object): Row {
  return JSON.parse(JSON.stringify(value)) as Row;
}
