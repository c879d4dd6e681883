import type { CallLog } from "./call-log.ts";
import type { Fault, Faults } from "./faults.ts";
import type { Estate } from "./world/world.ts";

type Parts = { estate: Estate; faults: Faults; calls: CallLog };

const KINDS = new Set<unknown>(["deny", "throttle", "latency", "cut", "nearly-empty"]);
const NUMBERS = ["every", "times", "milliseconds", "pages", "keep"];
const TEXTS = ["service", "operation", "accountId", "message", "kind"];
const NEEDED: Record<string, string> = { latency: "milliseconds", cut: "pages", "nearly-empty": "keep" };

/** Reads a fault from JSON, or tells what is wrong with it. */
function readFault(value: unknown): Fault | string {
  if (typeof value !== "object" || value === null) return "A fault is an object.";
  const fields: Record<string, unknown> = { ...value };
  if (!KINDS.has(fields.kind)) return `A fault's kind is one of ${[...KINDS].join(", ")}.`;
  for (const [name, given] of Object.entries(fields)) {
    if (NUMBERS.includes(name) ? typeof given !== "number" : typeof given !== "string")
      return `${name} has a wrong type.`;
    if (!NUMBERS.includes(name) && !TEXTS.includes(name)) return `A fault knows no ${name}.`;
  }
  const needed = NEEDED[String(fields.kind)];
  if (needed && fields[needed] === undefined) return `A fault of this kind needs ${needed}.`;
  return value as Fault;
}

function describe({ organizations, accounts, names }: Estate) {
  return organizations.map(({ partition, id, managementAccountId, hubAccountId, accountIds }) => ({
    partition,
    id,
    managementAccountId,
    hubAccountId,
    roles: names,
    accounts: accountIds.map((accountId) => {
      const account = accounts.get(accountId);
      return { id: accountId, name: account?.name, state: account?.state };
    }),
  }));
}

async function addFault({ faults }: Parts, request: Request): Promise<Response> {
  // A page of another origin cannot send JSON without asking first.
  if (!request.headers.get("content-type")?.startsWith("application/json")) {
    return Response.json({ message: "Send a fault as application/json." }, { status: 415 });
  }
  const fault = readFault(await request.json().catch(() => undefined));
  if (typeof fault === "string") return Response.json({ message: fault }, { status: 400 });
  faults.add(fault);
  return Response.json({ faults: faults.list() }, { status: 201 });
}

/** The simulator's own doors: GET organizations and calls; GET, POST and DELETE faults. */
export function createControl(parts: Parts): (request: Request) => Promise<Response> {
  return async (request) => {
    const { pathname } = new URL(request.url);
    switch (`${request.method} ${pathname}`) {
      case "GET /_simulator/organizations":
        return Response.json({ organizations: describe(parts.estate) });
      case "GET /_simulator/calls":
        return Response.json({ calls: parts.calls.list() });
      case "GET /_simulator/faults":
        return Response.json({ faults: parts.faults.list() });
      case "POST /_simulator/faults":
        return addFault(parts, request);
      case "DELETE /_simulator/faults":
        parts.faults.clear();
        return Response.json({ faults: [] });
      default:
        return Response.json({ message: "The simulator has no such door." }, { status: 404 });
    }
  };
}
