import { RunEvent } from "@gatehouse/core/sync/run";
import { z } from "zod";
import { type Gatehouse, signIn } from "./sign-in.ts";

/** How far the first sync is: accounts read of how many, and how many of them did not let us in. */
export type Progress = { read: number; total: number; refused: number };

const Frame = z.union([RunEvent, z.unknown().transform(() => undefined)]);

/** Follows the newest run to its end, as the jobs page does; throws where the run failed. */
export async function followFirstSync(gatehouse: Gatehouse, tell: (progress: Progress) => void): Promise<Progress> {
  const cookie = await signIn(gatehouse);
  const stream = await fetch(`${gatehouse.url}/api/trpc/jobs.progress?input=${encodeURIComponent("{}")}`, {
    headers: { cookie, accept: "text/event-stream" },
  });
  if (!stream.ok || stream.body === null) throw new Error(`The sync cannot be followed: ${await stream.text()}`);
  const progress: Progress = { read: 0, total: 0, refused: 0 };
  for await (const event of events(stream.body)) {
    if (event.type === "accounts") progress.total = event.total;
    if (event.type === "account") {
      progress.read += 1;
      if (event.outcome.state !== "done") progress.refused += 1;
    }
    tell(progress);
    if (event.type !== "finished") continue;
    if (event.error !== undefined) throw new Error(`The first sync failed: ${event.error}`);
    return progress;
  }
  throw new Error("The first sync ended without a word; the log may say why.");
}

/** Reads a stream of server-sent events; frames that are no event of a run (pings, the greeting) are passed over. */
async function* events(body: ReadableStream<Uint8Array>): AsyncGenerator<RunEvent> {
  const decoder = new TextDecoder();
  let rest = "";
  for await (const chunk of body) {
    const frames = (rest + decoder.decode(chunk, { stream: true })).split("\n\n");
    rest = frames.pop() ?? "";
    for (const frame of frames) {
      const data = frame.split("\n").find((line) => line.startsWith("data: "));
      const event = data === undefined ? undefined : Frame.parse(json(data.slice("data: ".length)));
      if (event !== undefined) yield event;
    }
  }
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
