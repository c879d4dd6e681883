import { AwsError } from "./protocol/errors.ts";
import type { Members } from "./protocol/schema.ts";
import type { Call } from "./server/service.ts";
import { splitRoleArn } from "./world/find.ts";

/** Which calls a fault strikes: every part that is named must fit. */
export type FaultTarget = { service?: string; operation?: string; accountId?: string };

/** What goes wrong. */
export type FaultKind =
  /** Refuses as IAM does. */
  | { kind: "deny"; message?: string }
  /** Refuses every nth call, or all, until it has refused so many times. */
  | { kind: "throttle"; every?: number; times?: number }
  /** Answers late. */
  | { kind: "latency"; milliseconds: number }
  /** Breaks a listing off with an internal failure after so many pages. */
  | { kind: "cut"; pages: number }
  /** Answers a listing that claims to be complete and holds only the first few items. */
  | { kind: "nearly-empty"; keep: number };

export type Fault = FaultTarget & FaultKind;

type Active = { fault: Fault; calls: number; struck: number; pages: Map<string, number> };

export type Faults = {
  /** Adds a fault and answers a function that takes it away. */
  add(fault: Fault): () => void;
  clear(): void;
  list(): readonly Fault[];
  /** Throws, or waits, where a fault strikes before the call. */
  before(call: Call, input: Members): Promise<void>;
  /** Shortens the output of a listing where a fault says so. */
  after(call: Call, input: Members, output: Members): Members;
};

const CONTINUES = ["Marker", "NextToken"];

/** The account that a call is about: that of the role to assume, else the caller's. */
function accountOf({ identity }: Call, { RoleArn }: Members): string {
  return (typeof RoleArn === "string" && splitRoleArn(RoleArn)?.accountId) || identity.accountId;
}

function strikes({ service, operation, accountId }: Fault, call: Call, input: Members): boolean {
  if (service !== undefined && service !== call.service) return false;
  if (operation !== undefined && operation !== call.operation) return false;
  return accountId === undefined || accountId === accountOf(call, input);
}

function throttle(active: Active, { every = 1, times = Infinity }: { every?: number; times?: number }): void {
  active.calls += 1;
  if (active.calls % every !== 0 || active.struck >= times) return;
  active.struck += 1;
  throw new AwsError("Throttling", "Rate exceeded");
}

function cut({ pages }: Active, { pages: limit }: { pages: number }, [call, input]: [Call, Members]): void {
  const listing = `${call.identity.accessKeyId}/${call.service}/${call.operation}`;
  const continues = CONTINUES.some((name) => input[name] !== undefined);
  const read = continues ? (pages.get(listing) ?? 0) : 0;
  if (read >= limit) throw new AwsError("Internal", "The request processing has failed because of an unknown error.");
  pages.set(listing, read + 1);
}

async function strike(active: Active, call: Call, input: Members): Promise<void> {
  const { fault } = active;
  switch (fault.kind) {
    case "deny":
      throw new AwsError(
        "AccessDenied",
        fault.message ?? `User: ${call.identity.arn} is not authorized to perform: ${call.service}:${call.operation}`,
      );
    case "throttle":
      return throttle(active, fault);
    case "latency":
      return Bun.sleep(fault.milliseconds);
    case "cut":
      return cut(active, fault, [call, input]);
    case "nearly-empty":
      return undefined;
  }
}

function shorten(output: Members, keep: number): Members {
  const kept = Object.entries(output)
    .filter(([name]) => !CONTINUES.includes(name))
    .map(([name, value]) => [name, Array.isArray(value) ? value.slice(0, keep) : value]);
  const members: Members = Object.fromEntries(kept);
  return "IsTruncated" in members ? { ...members, IsTruncated: false } : members;
}

/** Makes an empty set of faults. */
export function createFaults(): Faults {
  const active = new Set<Active>();
  return {
    add(fault) {
      const added: Active = { fault, calls: 0, struck: 0, pages: new Map() };
      active.add(added);
      return () => void active.delete(added);
    },
    clear: () => active.clear(),
    list: () => [...active].map(({ fault }) => fault),
    async before(call, input) {
      if (active.size === 0) return;
      for (const one of [...active].filter(({ fault }) => strikes(fault, call, input))) await strike(one, call, input);
    },
    after(call, input, output) {
      const faults = [...active].map(({ fault }) => fault);
      const fault = faults.find((one) => one.kind === "nearly-empty" && strikes(one, call, input));
      return fault?.kind === "nearly-empty" ? shorten(output, fault.keep) : output;
    },
  };
}
