import { z } from "zod";

/** Where metrics are served, for Prometheus alone; absent: nowhere. */
export const MetricsConfig = z.strictObject({
  host: z.string().min(1).default("127.0.0.1"),
  port: z.int().min(0).max(65_535),
});

/** How the process ends when it is told to. */
export const StopConfig = z.strictObject({
  /** For so long it answers as before but is not ready, until whoever sends requests has noticed. */
  notice_seconds: z.number().min(0).max(120).default(0),
  /** Then running requests and the running job have so long. */
  grace_seconds: z.number().min(1).max(600).default(20),
});
