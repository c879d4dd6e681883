import type { Service } from "../server/service.ts";
import { accountService } from "./account.ts";
import { iamService } from "./iam/service.ts";
import { organizationsService } from "./organizations/service.ts";
import type { ServiceParts } from "./parts.ts";
import { stsService } from "./sts.ts";

/** Every service that is simulated; one that stands here is round-tripped by the tests with all of its operations. */
export function createServices(parts: ServiceParts): Service[] {
  return [stsService(parts), iamService(parts), organizationsService(parts), accountService(parts)];
}
