/** How a process ends: it says so first, and lets its streams go when it does. */
export type Life = {
  stopping(): boolean;
  /** From now on answers close their connections and the process is not ready. */
  announceStop(): void;
  /** Passes a stream on until its client leaves or the streams are cut. */
  hold(response: Response): Response;
  /** Ends every stream midway, as a lost connection does: a client connects again, elsewhere, and goes on where it was. */
  cutStreams(): void;
};

/** Makes the life of a process that has just begun. */
export function createLife(): Life {
  const streams = new Set<() => void>();
  let stopping = false;
  let cut = false;
  return {
    stopping: () => stopping,
    announceStop: () => void (stopping = true),
    hold(response) {
      if (response.body === null) return response;
      const body = passOn(response.body, streams);
      if (cut) for (const end of streams) end();
      return new Response(body, { status: response.status, headers: response.headers });
    },
    cutStreams() {
      cut = true;
      for (const end of streams) end();
    },
  };
}

function passOn(from: ReadableStream<Uint8Array>, streams: Set<() => void>): ReadableStream<Uint8Array> {
  const reader = from.getReader();
  const leave = async (reason?: unknown): Promise<void> => reader.cancel(reason).catch(() => {});
  let end = (): void => {};
  return new ReadableStream<Uint8Array>({
    start(controller) {
      end = () => {
        if (!streams.delete(end)) return;
        controller.close();
        void leave();
      };
      streams.add(end);
    },
    async pull(controller) {
      const { value, done } = await reader.read();
      if (done) return end();
      if (streams.has(end)) controller.enqueue(value);
    },
    async cancel(reason) {
      streams.delete(end);
      await leave(reason);
    },
  });
}
