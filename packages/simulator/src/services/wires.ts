import type { Wire } from "../server/service.ts";

/** How each simulated service speaks. */
export const WIRES = {
  sts: {
    name: "sts",
    dialect: "query",
    contentType: "text/xml",
    namespace: "https://sts.amazonaws.com/doc/2011-06-15/",
    unsigned: ["AssumeRoleWithSAML", "AssumeRoleWithWebIdentity"],
  },
  iam: {
    name: "iam",
    dialect: "query",
    contentType: "text/xml",
    namespace: "https://iam.amazonaws.com/doc/2010-05-08/",
  },
  organizations: {
    name: "organizations",
    dialect: "json",
    contentType: "application/x-amz-json-1.1",
    target: "AWSOrganizationsV20161128",
  },
  account: { name: "account", dialect: "rest-json", contentType: "application/json" },
} as const satisfies Record<string, Wire>;
