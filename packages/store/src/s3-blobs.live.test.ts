import { afterAll, beforeAll, expect, setDefaultTimeout, test } from "bun:test";
import { blobsContract } from "./contract/blobs-contract.ts";
import { describeLive } from "./live/live.ts";
import { type S3Server, startS3 } from "./live/s3.ts";
import { createS3Blobs } from "./s3-blobs.ts";

// Real servers share the machine with whatever else runs.
setDefaultTimeout(60_000);

describeLive("s3rver", undefined, () => {
  let server: S3Server;
  let prefixes = 0;
  beforeAll(async () => {
    server = await startS3();
  });
  afterAll(() => server.close());

  // S3 replaces an object at once, s3rver writes over its file:
  // https://docs.aws.amazon.com/AmazonS3/latest/userguide/Welcome.html#ConsistencyModel
  blobsContract(
    async () => {
      prefixes += 1;
      return createS3Blobs({ ...server.options, prefix: `test-${prefixes}/` });
    },
    { replacesAtOnce: false },
  );

  test("a prefix keeps the objects of two installations apart, and is no part of the keys", async () => {
    const [one, two] = ["one/", "two/"].map((prefix) => createS3Blobs({ ...server.options, prefix }));
    await one?.put("a", new Uint8Array([1]));
    expect(await two?.get("a")).toBeUndefined();
    expect(await Array.fromAsync(one?.list("") ?? [])).toEqual(["a"]);
    expect(await createS3Blobs(server.options).get("one/a")).toEqual(new Uint8Array([1]));
  });

  // s3rver makes its continuation tokens with DES, which today's runtimes no longer have.
  test("more objects than one page of a listing holds are all named", async () => {
    const page = (keys: string[], token?: string) =>
      `<ListBucketResult>${keys.map((key) => `<Contents><Key>${key}</Key></Contents>`).join("")}
       <IsTruncated>${token !== undefined}</IsTruncated>${token === undefined ? "" : `<NextContinuationToken>${token}</NextContinuationToken>`}
       </ListBucketResult>`;
    const pages = Bun.serve({
      hostname: "127.0.0.1",
      port: 0,
      fetch: ({ url }) => {
        const asked = new URL(url).searchParams.get("continuation-token");
        return new Response(asked === "more" ? page(["p/c"]) : page(["p/a", "p/b"], "more"));
      },
    });
    const blobs = createS3Blobs({ ...server.options, prefix: "p/", endpoint: pages.url.origin });
    expect(await Array.fromAsync(blobs.list(""))).toEqual(["a", "b", "c"]);
    await pages.stop(true);
  });

  test("a bucket that is not there, or a store that does not answer, is unavailable", async () => {
    const nowhere = createS3Blobs({ ...server.options, bucket: "no-such-bucket" });
    await expect(nowhere.get("a")).rejects.toMatchObject({ code: "unavailable" });
    const dead = createS3Blobs({ ...server.options, endpoint: "http://127.0.0.1:9" });
    await expect(dead.put("a", new Uint8Array([1]))).rejects.toMatchObject({ code: "unavailable" });
  });
});
