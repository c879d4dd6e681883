import { expect, test } from "bun:test";
import { expandActions } from "./catalogue/expand.ts";
import { parsePolicy } from "./document.ts";
import { readPolicy } from "./grammar/read-policy.ts";
import { readManagedPolicies } from "./managed-policies.ts";
import { managedPolicies } from "./test/read-managed-policies.ts";
import { readCatalogue } from "./test/read-catalogue.ts";

const policies = await managedPolicies();
const catalogue = await readCatalogue();

/** Services of which the catalogue knows nothing, with the reason. */
const UNKNOWN_SERVICES: Readonly<Record<string, string>> = {
  "elastic-inference": "closed by AWS",
  builderid: "not in AWS's service reference",
  datazonecontrol: "not in AWS's service reference",
  deepcomposer: "closed by AWS",
  deeplens: "closed by AWS",
  deepracer: "closed by AWS",
  iot1click: "closed by AWS",
  iotroborunner: "closed by AWS",
  mobilehub: "closed by AWS",
  zocalo: "the old name of WorkDocs",
};

/** Statements of known services that name only actions of which the catalogue knows nothing. */
const UNKNOWN_ACTIONS: Readonly<Record<string, string>> = {
  MemoryDBServiceRolePolicy: "not in AWS's service reference",
  RDSCloudHsmAuthorizationRole: "CloudHSM Classic, closed by AWS",
  SecurityAgentWebAppAPIPolicy: "not in AWS's service reference",
};

test("all of AWS's managed policies are there, and read without a problem", () => {
  expect(policies.length).toBeGreaterThan(1_500);
  const refused = policies.filter(({ document }) => readPolicy(document).problems.length > 0);
  expect(refused.map(({ name }) => name)).toEqual([]);
});

test("all of them compile", () => {
  for (const { document } of policies) expect(parsePolicy(document).statements.length).toBeGreaterThan(0);
});

test("each of their statements expands to known actions, but for a reviewed list", () => {
  const unknown = policies.filter(({ document }) =>
    readPolicy(document).tree.statements.some(({ action }) => {
      const patterns = action?.values.map(({ value }) => value) ?? [];
      const known = action !== undefined && expandActions(catalogue, { element: action.element, patterns }).length > 0;
      return !known && !patterns.every((pattern) => (pattern.split(":")[0] ?? "") in UNKNOWN_SERVICES);
    }),
  );
  expect(unknown.map(({ name }) => name)).toEqual(Object.keys(UNKNOWN_ACTIONS));
});

test("bytes of another format are refused", () => {
  expect(() => readManagedPolicies(new Uint8Array())).toThrow(expect.objectContaining({ code: "invalid" }));
});
