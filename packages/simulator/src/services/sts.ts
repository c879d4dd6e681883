import * as STS from "@aws-sdk/client-sts";
import { defineService } from "../server/service.ts";
import { assumeRole } from "./sts-assume-role.ts";
import type { ServiceParts } from "./parts.ts";
import { WIRES } from "./wires.ts";

/** AWS Security Token Service. */
export function stsService(parts: ServiceParts) {
  return defineService(WIRES.sts, STS, {
    AssumeRole: (input, call) => assumeRole(parts, call, input),
    GetCallerIdentity: (_input, { identity }) => ({
      Account: identity.accountId,
      Arn: identity.arn,
      UserId: identity.userId,
    }),
  });
}
