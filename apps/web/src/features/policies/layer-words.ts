import type { AccessAnswer } from "./queries.ts";

type Layer = AccessAnswer["layers"][number];

const NAMES: Readonly<Record<Layer["policy"], { one: string; has: string }>> = {
  "service-control": { one: "Service control policies", has: "service control policy" },
  "resource-control": { one: "Resource control policies", has: "resource control policy" },
  boundary: { one: "The permissions boundary", has: "permissions boundary" },
  session: { one: "The session policy", has: "session policy" },
  identity: { one: "Identity-based policies", has: "identity-based policy" },
  resource: { one: "The resource-based policy", has: "resource-based policy" },
  trust: { one: "The trust policy", has: "trust policy" },
  "vpc-endpoint": { one: "The VPC endpoint policy", has: "VPC endpoint policy" },
};

/** What a kind of policy says, as the heading of its step. */
export function layerHeading({ policy, state }: Layer): string {
  const { one, has } = NAMES[policy];
  const many = one.endsWith("policies");
  switch (state) {
    case "none":
      return `No ${has}`;
    case "not-read":
      return `${one} ${many ? "were" : "was"} not read`;
    case "allows":
      return `${one} ${many ? "allow" : "allows"} it`;
    case "denies":
      return `${one} ${many ? "deny" : "denies"} it`;
    case "silent":
      return `${one} ${many ? "do" : "does"} not allow it`;
    case "depends":
      return `${one} ${many ? "decide" : "decides"} by a condition`;
  }
}

const NO_NEED: Readonly<Partial<Record<Layer["policy"], string>>> = {
  "service-control": "None was given. The organization’s policies can only take away.",
  "resource-control": "None was given. It can only take away.",
  boundary: "There is none, so nothing to ask.",
  session: "Assumed: a plain session. A session policy can only take away.",
  resource: "None was given.",
  "vpc-endpoint": "Assumed: the request does not go through an endpoint with a policy of its own.",
};

/** What more is to be said of a step without statements. */
export function layerNote({ policy, state }: Layer, effect: AccessAnswer["effect"]): string | undefined {
  if (state === "none") return NO_NEED[policy];
  if (state !== "silent") return undefined;
  const optional = policy === "resource" || policy === "identity";
  return optional && effect === "allowed" ? "It need not: another policy that is enough allows it." : undefined;
}
