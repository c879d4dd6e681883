import {
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  NoSuchKey,
  PutObjectCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { Failure } from "@gatehouse/core/failure";
import type { Blobs } from "./blobs.ts";
import { type Patience, sdkTimeouts } from "./sdk-timeouts.ts";

export type S3BlobsOptions = {
  region: string;
  bucket: string;
  /** Stands before every key, e.g. "gatehouse/". */
  prefix?: string;
  endpoint?: string;
  /** Absent: the SDK's default chain. */
  credentials?: { accessKeyId: string; secretAccessKey: string };
};

/** An object may be large. */
const PATIENCE: Patience = { timeoutMs: 60_000, maxAttempts: 4 };

type ClientOptions = Omit<S3BlobsOptions, "bucket" | "prefix">;

/** Keeps objects in a bucket; a put replaces an object as a whole. */
export function createS3Blobs({ bucket, prefix = "", ...options }: S3BlobsOptions, patience = PATIENCE): Blobs {
  const client = createClient(options, patience);
  const place = (key: string) => ({ Bucket: bucket, Key: `${prefix}${key}` });

  const told = async <T>(work: Promise<T>): Promise<T> => {
    try {
      return await work;
    } catch (error) {
      const said = error instanceof Error ? error.message : String(error);
      throw new Failure("unavailable", `The bucket ${bucket} cannot be used at the moment.`, {
        cause: error,
        awsSaid: said,
      });
    }
  };

  const get = async (key: string): Promise<Uint8Array | undefined> => {
    try {
      const object = await client.send(new GetObjectCommand(place(key)));
      return new Uint8Array((await object.Body?.transformToByteArray()) ?? []);
    } catch (error) {
      if (error instanceof NoSuchKey) return undefined;
      throw error;
    }
  };

  return {
    get: (key) => told(get(key)),
    async put(key, bytes) {
      await told(client.send(new PutObjectCommand({ ...place(key), Body: bytes, ContentType: contentType(key) })));
    },
    async delete(key) {
      await told(client.send(new DeleteObjectCommand(place(key))));
    },
    async *list(under) {
      let token: string | undefined;
      do {
        const page = await told(
          client.send(
            new ListObjectsV2Command({
              Bucket: bucket,
              Prefix: `${prefix}${under}`,
              ...(token === undefined ? {} : { ContinuationToken: token }),
            }),
          ),
        );
        for (const { Key } of page.Contents ?? []) if (Key !== undefined) yield Key.slice(prefix.length);
        token = page.IsTruncated ? page.NextContinuationToken : undefined;
      } while (token !== undefined);
    },
  };
}

function createClient(
  { region, endpoint, credentials }: ClientOptions,
  { timeoutMs, maxAttempts }: Patience,
): S3Client {
  return new S3Client({
    region,
    // Other makers' stores have no host per bucket, and know no checksums but those that S3 demands.
    ...(endpoint === undefined ? {} : { endpoint, forcePathStyle: true }),
    ...(credentials === undefined ? {} : { credentials }),
    requestChecksumCalculation: "WHEN_REQUIRED",
    responseChecksumValidation: "WHEN_REQUIRED",
    maxAttempts,
    requestHandler: sdkTimeouts(timeoutMs),
  });
}

function contentType(key: string): string {
  return key.endsWith(".gz") ? "application/gzip" : "application/octet-stream";
}
