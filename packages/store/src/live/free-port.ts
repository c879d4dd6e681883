import { createServer } from "node:net";

/** Answers a port of the loopback address that is free at this moment. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new Error("no port of the loopback address is free");
  return address.port;
}

/** Waits until an address answers over TCP, or throws after so long. */
export async function untilOpen(port: number, milliseconds = 20_000): Promise<void> {
  const deadline = performance.now() + milliseconds;
  for (;;) {
    const open = await Bun.connect({ hostname: "127.0.0.1", port, socket: { data() {}, open() {}, error() {} } }).then(
      (socket) => {
        socket.end();
        return true;
      },
      () => false,
    );
    if (open) return;
    if (performance.now() > deadline) throw new Error(`nothing answers on port ${port}`);
    await Bun.sleep(20);
  }
}
