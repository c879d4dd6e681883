import * as IAM from "@aws-sdk/client-iam";
import { defineService } from "../../server/service.ts";
import { getAccount } from "../../world/find.ts";
import type { ServiceParts } from "../parts.ts";
import { WIRES } from "../wires.ts";
import { authorizationDetails } from "./authorization-details.ts";
import { createRoleDetails } from "./role-detail.ts";

/** AWS Identity and Access Management. */
export function iamService(parts: ServiceParts) {
  const { estate } = parts;
  const toDetail = createRoleDetails();
  return defineService(WIRES.iam, IAM, {
    GetAccountAuthorizationDetails: (input, { identity }) =>
      authorizationDetails({ estate, account: getAccount(estate, identity.accountId), toDetail }, input),
  });
}
