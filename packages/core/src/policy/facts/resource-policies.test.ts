import { expect, test } from "bun:test";
import { parseArn } from "../../arn.ts";
import { readCatalogue } from "../test/read-catalogue.ts";
import { canHavePolicy } from "./resource-policies.ts";

const catalogue = await readCatalogue();

const WRITERS =
  /^(Put|Set|Create|Update)(\w*ResourcePolicy|(Bucket|VectorBucket|TableBucket|Table|AccessPoint|MultiRegionAccessPoint|Repository|Registry|RepositoryPermissions|DomainPermissions|BackupVaultAccess|VaultAccess|Cluster|Container|Channel|OriginEndpoint|FileSystem|Key|Sink|Contact|Project|ModelPackageGroup|Application|Identity|EmailIdentity|Auth|RestApi|Mesh|Feed|Profile|Destination|DeliveryDestination|Component|Image|S3Access|InvestigationGroup)Policy)$|^(AddPermission|AddLayerVersionPermission|AddProfilePermission|PutPermission|PutPermissionPolicy|SetQueueAttributes|SetTopicAttributes)$/;

/** The preview of App Mesh had its own prefix. */
const PASSED_OVER = ["appmesh-preview:PutMeshPolicy"];

const written = catalogue.prefixes
  .flatMap((prefix) => catalogue.service(prefix)?.actions ?? [])
  .filter(({ id, name }) => WRITERS.test(name) && !PASSED_OVER.includes(id));

test("whatever an action writes a policy of can have one", () => {
  const missed = written.flatMap(({ id, resources }) =>
    resources
      .map(({ type }) => type.arn.replace("${Scope}", "regional").replaceAll(/\$\{[^}]*\}/g, "x"))
      .filter((arn) => !canHavePolicy(parseArn(arn.split(",")[0] ?? "") ?? expect.unreachable(arn)))
      .map((arn) => `${id} ${arn}`),
  );
  expect(missed).toEqual([]);
  expect(written.length).toBeGreaterThan(90);
});

test.each([
  ["arn:aws:ec2:eu-west-1:111122223333:instance/i-1", false],
  ["arn:aws:iam::111122223333:policy/x", false],
  ["arn:aws:constructor:eu-west-1:111122223333:x", false],
  ["arn:aws:kms:eu-west-1:111122223333:alias/x", false],
  ["arn:aws:kms:eu-west-1:111122223333:key/1", true],
  ["arn:aws:vpc-lattice:eu-west-1:111122223333:servicenetwork/sn-1", true],
  ["arn:aws:execute-api:eu-west-1:111122223333:abc/prod/GET/x", true],
])("%p can have a policy: %p", (text, expected) => {
  expect(canHavePolicy(parseArn(text) ?? expect.unreachable())).toBe(expected);
});
