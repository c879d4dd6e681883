import { KIND_WORDS } from "@gatehouse/core/policy/kind-words";
import type { AccessAnswer } from "./queries.ts";

type Layer = AccessAnswer["layers"][number];

const NAMES: Readonly<Record<Layer["policy"], string>> = {
  "service-control": "Service control policies",
  "resource-control": "Resource control policies",
  boundary: "The permissions boundary",
  session: "The session policy",
  identity: "Identity-based policies",
  resource: "The resource-based policy",
  trust: "The trust policy",
  "vpc-endpoint": "The VPC endpoint policy",
};

/** What a kind of policy says, as the heading of its step. */
export function layerHeading({ policy, state }: Layer): string {
  const one = NAMES[policy];
  const many = one.endsWith("policies");
  switch (state) {
    case "none":
      return `No ${KIND_WORDS[policy]}`;
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

/** Which documents a step that no statement decides was asked of; undefined where its statements say it. */
export function askedWords({ state, because }: Layer, asked: readonly { name: string }[]): string | undefined {
  if (state !== "silent" || because.length > 0) return undefined;
  if (asked.length === 0) return "There is none that was read.";
  return `Asked: ${asked.map(({ name }) => name).join(", ")}.`;
}
