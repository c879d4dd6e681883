import type { Dialect } from "../protocol/errors.ts";
import { shapeOf, type Members, type Shape } from "../protocol/schema.ts";
import type { Identity } from "../identity.ts";
import { isMoreSpecific, parseRoute, type Route } from "./routes.ts";

/** The call that a handler answers. */
export type Call = {
  identity: Identity;
  service: string;
  operation: string;
  region: string;
  requestId: string;
  userAgent?: string;
  referer?: string;
};

export type Operation = { name: string; input: Shape; output: Shape; status: number; route?: Route };

/** What a service's schemas do not tell: four texts, frozen for as long as the service exists. */
export type Wire = {
  name: string;
  dialect: Dialect;
  contentType: string;
  namespace?: string;
  target?: string;
  isQueryCompatible?: boolean;
  /** Operations that need no signature. */
  unsigned?: readonly string[];
};

export type Handler = (input: Members, call: Call) => unknown;

/** One AWS service: its wire format, all operations and errors of its client, and the handlers it has. */
export type Service = Wire & {
  /** The module of the SDK's client. */
  client: object;
  operations: ReadonlyMap<string, Operation>;
  routes: readonly Operation[];
  errors: ReadonlyMap<string, Shape>;
  handlers: Map<string, Handler>;
};

/** Members that the service requires are present: the dispatcher has refused the call otherwise. */
type Given<Input> = {
  [Name in keyof Input]: object extends Pick<Input, Name> ? Input[Name] : NonNullable<Input[Name]>;
};

type Exchange<Command> = Command extends new (...input: never[]) => {
  readonly input: infer Input;
  resolveMiddleware(...middleware: never[]): (request: never) => Promise<{ output: infer Output }>;
}
  ? { input: Given<Input>; output: Omit<Output, "$metadata"> }
  : never;

type OperationName<Client> = {
  [Name in keyof Client]: Name extends `${infer Operation}Command` ? Operation : never;
}[keyof Client];

type ExchangeOf<Client, Name extends string> = `${Name}Command` extends keyof Client
  ? Exchange<Client[`${Name}Command`]>
  : never;

/** Handlers by operation, typed by the client's own input and output. */
export type Handlers<Client> = {
  [Name in OperationName<Client>]?: (
    input: ExchangeOf<Client, Name>["input"],
    call: Call,
  ) => ExchangeOf<Client, Name>["output"] | Promise<ExchangeOf<Client, Name>["output"]>;
};

const OPERATION = 9;
const ERROR = -3;

function httpOf(traits: unknown): readonly [method: string, path: string, status: number] | undefined {
  if (typeof traits !== "object" || traits === null || !("http" in traits)) return undefined;
  const { http } = traits;
  return Array.isArray(http) ? [String(http[0]), String(http[1]), Number(http[2])] : undefined;
}

function toOperation(schema: readonly unknown[], dialect: Dialect): Operation {
  const [, , name, traits, input, output] = schema;
  const http = httpOf(traits);
  const operation = { name: String(name), input: shapeOf(input), output: shapeOf(output), status: http?.[2] ?? 200 };
  if (!http || !dialect.startsWith("rest")) return operation;
  return { ...operation, route: parseRoute(http[0], http[1], operation.input) };
}

/** Builds a service from the module of its SDK client: every operation and error of it can be read and written. */
export function defineService<Client extends object>(wire: Wire, client: Client, handlers: Handlers<Client>): Service {
  const schemas = Object.entries(client).filter(
    (entry): entry is [string, readonly unknown[]] => entry[0].endsWith("$") && Array.isArray(entry[1]),
  );
  const operations = schemas
    .filter(([, schema]) => schema[0] === OPERATION)
    .map(([, schema]) => toOperation(schema, wire.dialect));
  const errors = schemas.filter(([, schema]) => schema[0] === ERROR);
  return {
    ...wire,
    client,
    operations: new Map(operations.map((operation) => [operation.name, operation])),
    routes: operations.filter(({ route }) => route).toSorted(isMoreSpecific),
    errors: new Map(errors.map(([, schema]) => [String(schema[2]), shapeOf(schema)])),
    handlers: new Map(Object.entries(handlers) as [string, Handler][]),
  };
}
