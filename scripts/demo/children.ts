import { join } from "node:path";
import { ROOT } from "../setup/root.ts";

export type Child = { name: string; process: Bun.Subprocess<"ignore", "pipe", "pipe"> };

type Start = {
  name: string;
  script: string;
  /** What is run in place of Bun with the script. */
  binary?: string | undefined;
  words?: readonly string[];
  /** Words for Bun itself. */
  flags?: readonly string[];
  env?: Record<string, string>;
};

/** Starts one of our programs in a process of its own. */
export function startChild({ name, script, binary, words = [], flags = [], env = {} }: Start): Child {
  const program = binary === undefined ? [process.execPath, ...flags, join(ROOT, script)] : [binary];
  const process_ = Bun.spawn([...program, ...words], {
    cwd: ROOT,
    env: { ...process.env, ...env },
    stdin: "ignore",
    stdout: "pipe",
    stderr: "pipe",
  });
  return { name, process: process_ };
}

/** Ends children, politely first, and waits until they are gone. */
export async function stopChildren(children: readonly Child[]): Promise<void> {
  for (const child of children) child.process.kill("SIGTERM");
  const late = setTimeout(() => {
    for (const child of children) child.process.kill("SIGKILL");
  }, 5_000);
  await Promise.all(children.map((child) => child.process.exited));
  clearTimeout(late);
}

/** Answers the first line that a child prints, and lets the rest flow into its log; throws with its last words if it dies first. */
export async function firstLine(child: Child, log?: Bun.FileSink): Promise<string> {
  const decoder = new TextDecoder();
  const reader = child.process.stdout.getReader();
  let text = "";
  while (!text.includes("\n")) {
    const { value, done } = await reader.read();
    if (done) throw await lastWords(child, text);
    text += decoder.decode(value, { stream: true });
  }
  reader.releaseLock();
  void flow(child.process.stdout, log);
  void flow(child.process.stderr, log);
  return text.slice(0, text.indexOf("\n"));
}

/** Everything a child prints goes to the log, so that a full pipe never stops it. */
export async function flow(stream: ReadableStream<Uint8Array>, log?: Bun.FileSink): Promise<void> {
  for await (const chunk of stream) {
    void log?.write(chunk);
    await log?.flush();
  }
}

export async function lastWords(child: Child, said: string): Promise<Error> {
  const code = await child.process.exited;
  const words = `${said}${await child.process.stderr.text()}`.trim();
  return new Error(`The ${child.name} ended with code ${code}.\n${words}`);
}
