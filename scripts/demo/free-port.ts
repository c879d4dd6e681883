import { createServer } from "node:net";

/** Answers the port, or a free one for 0; throws a sentence where somebody else listens there. */
export function freePort(port: number): Promise<number> {
  const probe = createServer();
  return new Promise((resolve, reject) => {
    probe.once("error", (error: NodeJS.ErrnoException) => {
      const taken = error.code === "EADDRINUSE";
      reject(
        new Error(
          taken ? `Port ${port} is taken: choose another with --port, or stop what listens there` : error.message,
        ),
      );
    });
    probe.listen(port, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address !== null ? address.port : port));
    });
  });
}
