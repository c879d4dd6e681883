import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import S3rver from "s3rver";
import type { S3BlobsOptions } from "../s3-blobs.ts";
import { freePort } from "./free-port.ts";

export type S3Server = {
  options: Required<Pick<S3BlobsOptions, "region" | "bucket" | "endpoint" | "credentials">>;
  close(): Promise<void>;
};

/** Starts s3rver in this process, with one bucket in a temporary folder. */
export async function startS3(): Promise<S3Server> {
  const directory = await mkdtemp(join(tmpdir(), "gatehouse-s3-"));
  const port = await freePort();
  const bucket = "gatehouse-snapshots";
  const server = new S3rver({
    address: "127.0.0.1",
    port,
    directory,
    silent: true,
    configureBuckets: [{ name: bucket, configs: [] }],
  });
  await server.run();
  return {
    options: {
      region: "us-east-1",
      bucket,
      endpoint: `http://127.0.0.1:${port}`,
      // The pair that s3rver knows.
      credentials: { accessKeyId: "S3RVER", secretAccessKey: "S3RVER" },
    },
    async close() {
      await server.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
