import type { Config } from "../config/config.ts";
import type { Counted } from "../operation/metrics.ts";

/** What the main thread tells the jobs' thread; the port leads to the main thread's cache. */
export type ToThread =
  | { do: "open"; config: Config; cache: MessagePort | undefined }
  | { do: "run"; run: string }
  | { do: "restore" }
  | { do: "count" }
  | { do: "stop" };

/** What the jobs' thread answers. */
export type FromThread =
  | { did: "open" }
  | { did: "run"; run: string; error?: string }
  | { did: "restore"; restored: string[]; error?: string }
  | { did: "count"; counted: Counted };
