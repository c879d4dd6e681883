import * as AccountManagement from "@aws-sdk/client-account";
import { AwsError } from "../protocol/errors.ts";
import { defineService } from "../server/service.ts";
import type { ServiceParts } from "./parts.ts";
import { WIRES } from "./wires.ts";

type Region = { RegionName: string; RegionOptStatus: AccountManagement.RegionOptStatus };

const on = (names: readonly string[], RegionOptStatus: AccountManagement.RegionOptStatus): Region[] =>
  names.map((RegionName) => ({ RegionName, RegionOptStatus }));

/** Regions by partition; those after 2019 must be opted into. https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-regions.html */
const REGIONS: Record<string, readonly Region[]> = {
  aws: [
    ...on(["us-east-1", "us-east-2", "us-west-1", "us-west-2"], "ENABLED_BY_DEFAULT"),
    ...on(["ca-central-1", "sa-east-1"], "ENABLED_BY_DEFAULT"),
    ...on(["eu-central-1", "eu-north-1", "eu-west-1", "eu-west-2", "eu-west-3"], "ENABLED_BY_DEFAULT"),
    ...on(["ap-northeast-1", "ap-northeast-2", "ap-northeast-3"], "ENABLED_BY_DEFAULT"),
    ...on(["ap-south-1", "ap-southeast-1", "ap-southeast-2"], "ENABLED_BY_DEFAULT"),
    ...on(["eu-south-1"], "ENABLED"),
    ...on(["af-south-1", "ap-east-1", "eu-central-2", "me-south-1", "me-central-1"], "DISABLED"),
  ],
  "aws-us-gov": on(["us-gov-east-1", "us-gov-west-1"], "ENABLED_BY_DEFAULT"),
};

/** AWS Account Management. */
export function accountService(_parts: ServiceParts) {
  return defineService(WIRES.account, AccountManagement, {
    ListRegions(input, { identity }) {
      if (input.AccountId !== undefined && input.AccountId !== identity.accountId) {
        throw new AwsError("AccessDenied", "User is not authorized to access this resource.");
      }
      const wanted = input.RegionOptStatusContains;
      const all = (REGIONS[identity.partition] ?? []).filter(
        ({ RegionOptStatus }) => !wanted?.length || wanted.includes(RegionOptStatus),
      );
      const start = Number(input.NextToken ?? 0);
      const end = start + (input.MaxResults ?? 20);
      return { Regions: all.slice(start, end), ...(end < all.length ? { NextToken: String(end) } : {}) };
    },
  });
}
