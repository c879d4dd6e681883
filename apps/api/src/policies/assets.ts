// The types of packed files must reach programs that import the client: no import carries an ambient declaration there.
// oxlint-disable-next-line typescript/triple-slash-reference
/// <reference path="./asset-files.d.ts" />
import cataloguePath from "@gatehouse/core/assets/iam-catalogue.json.gz" with { type: "file" };
import managedPath from "@gatehouse/core/assets/managed-policies.json.br" with { type: "file" };
import { type Catalogue, createCatalogue } from "@gatehouse/core/policy/catalogue/catalogue";
import { unpack } from "@gatehouse/core/policy/catalogue/unpack";
import { type ManagedPolicy, readManagedPolicies } from "@gatehouse/core/policy/managed-policies";

let catalogue: Promise<Catalogue> | undefined;
let managed: Promise<ReadonlyMap<string, ManagedPolicy>> | undefined;

/** Answers AWS's actions and condition keys; they are read when somebody first asks, so that no start waits for them. */
export function readCatalogue(): Promise<Catalogue> {
  return (catalogue ??= Bun.file(cataloguePath)
    .bytes()
    .then((bytes) => unpack(bytes, "gzip"))
    .then(createCatalogue));
}

/** Answers the policies that AWS manages by what follows "policy" in their ARN; read when somebody first asks. */
export function readManaged(): Promise<ReadonlyMap<string, ManagedPolicy>> {
  return (managed ??= Bun.file(managedPath)
    .bytes()
    .then((bytes) => unpack(bytes, "brotli"))
    .then((bytes) => new Map(readManagedPolicies(bytes).map((policy) => [policy.path, policy]))));
}
