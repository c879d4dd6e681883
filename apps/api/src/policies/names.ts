import type { EstateNames } from "@gatehouse/core/policy/assist/place";
import type { App } from "../app.ts";

/** What a policy may name in the estate that is in memory at this moment. */
export function namesOf({ estate, config }: App): EstateNames {
  return {
    partition: config.hubs[0]?.partition ?? "aws",
    accounts: () => estate.accounts().values(),
    roles(part, most) {
      const wanted = part.toLowerCase();
      const found = [];
      for (const role of estate.roles()) {
        if (!role.arn.toLowerCase().includes(wanted)) continue;
        found.push({ arn: role.arn, name: role.name });
        if (found.length === most) break;
      }
      return found;
    },
  };
}
