import { AwsError, type Dialect } from "../protocol/errors.ts";
import { isMembers, requiredMembers, type Members } from "../protocol/schema.ts";
import { ANONYMOUS, type Identity, type Keys } from "../identity.ts";
import { createVerifier, parseSignature, type Signature, type SignedRequest } from "../sigv4.ts";
import { awsJson } from "./aws-json.ts";
import { awsQuery } from "./aws-query.ts";
import type { Answer, DialectServer } from "./dialect.ts";
import { restJson } from "./rest-json.ts";
import { restXml } from "./rest-xml.ts";
import type { Call, Operation, Service } from "./service.ts";
import { toWireError } from "./wire-error.ts";

/** What happens around every call; each may throw to refuse it. */
export type Hooks = {
  before(call: Call, input: Members): void | Promise<void>;
  /** May answer less than the handler did. */
  after(call: Call, input: Members, output: Members): Members;
  refused(call: Call, input: Members, code: string): void;
};

export type DispatchParts = { services: readonly Service[]; keys: Keys; now: () => number; hooks: Hooks };

const DIALECTS: Record<Dialect, DialectServer> = {
  query: awsQuery,
  json: awsJson,
  "rest-json": restJson,
  "rest-xml": restXml,
};

function checkRequired({ input: shape }: Operation, input: Members): void {
  const missing = requiredMembers(shape).filter((name) => input[name] == null);
  if (missing.length === 0) return;
  const errors = missing.map((name) => {
    const member = name.charAt(0).toLowerCase() + name.slice(1);
    return `Value null at '${member}' failed to satisfy constraint: Member must not be null`;
  });
  const count = `${missing.length} validation error${missing.length > 1 ? "s" : ""} detected`;
  throw new AwsError("Validation", `${count}: ${errors.join("; ")}`);
}

function toResponse({ status, headers, body }: Answer, requestId: string): Response {
  headers.set("x-amzn-requestid", requestId);
  return new Response(body(requestId), { status, headers });
}

/** Answers signed requests of every given service, each call checked in AWS's order: key, signature, input, hooks. */
export function createDispatch({ services, keys, now, hooks }: DispatchParts): (request: Request) => Promise<Response> {
  const byName = new Map(services.map((service) => [service.name, service]));
  const verify = createVerifier();

  const authenticate = (received: SignedRequest, signature: Signature): Identity => {
    const identity = keys.find(signature.accessKeyId);
    const { request, url } = received;
    const token = request.headers.get("x-amz-security-token") ?? url.searchParams.get("X-Amz-Security-Token");
    if (!identity || (identity.token ?? null) !== token) {
      throw new AwsError("InvalidToken", "The security token included in the request is invalid.");
    }
    if (!verify(received, signature, identity.secret)) {
      throw new AwsError(
        "BadSignature",
        "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.",
      );
    }
    if (identity.expires !== undefined && identity.expires <= now()) {
      throw new AwsError("ExpiredToken", "The security token included in the request is expired");
    }
    return identity;
  };

  const perform = async (service: Service, operation: Operation, [call, input]: [Call, Members]): Promise<Answer> => {
    try {
      checkRequired(operation, input);
      const handler = service.handlers.get(operation.name);
      if (!handler) throw new AwsError("NoAction", `${service.name}:${operation.name} is not simulated.`);
      await hooks.before(call, input);
      const output = await handler(input, call);
      return DIALECTS[service.dialect].answer(
        service,
        operation,
        hooks.after(call, input, isMembers(output) ? output : {}),
      );
    } catch (error) {
      const wire = toWireError(service, error);
      hooks.refused(call, input, wire.code);
      return DIALECTS[service.dialect].refuse(service, wire);
    }
  };

  const answer = async (service: Service, received: SignedRequest, requestId: string): Promise<Answer> => {
    const signature = parseSignature(received.request, received.url);
    const read = DIALECTS[service.dialect].read(service, received);
    if (!read) throw new AwsError("NoAction", "The action or operation requested is invalid.");
    const [name, operation] = [service.name, read.operation.name];
    const isFree = service.unsigned?.includes(operation) ?? false;
    if (!signature && !isFree) throw new AwsError("NoAuth", "Request is missing Authentication Token");
    const identity = signature && !isFree ? authenticate(received, signature) : ANONYMOUS;
    const { headers } = received.request;
    const [userAgent, referer] = [headers.get("user-agent") ?? headers.get("x-amz-user-agent"), headers.get("referer")];
    const call: Call = {
      identity,
      service: name,
      operation,
      region: signature?.region ?? "us-east-1",
      requestId,
      ...(userAgent ? { userAgent } : {}),
      ...(referer ? { referer } : {}),
    };
    return perform(service, read.operation, [call, read.input]);
  };

  return async (request) => {
    const url = new URL(request.url);
    const requestId = crypto.randomUUID();
    const service = byName.get(parseSignature(request, url)?.service ?? "sts");
    if (!service) return new Response("This service is not simulated.", { status: 404 });
    const received = { request, url, body: new Uint8Array(await request.arrayBuffer()) };
    const refuse = (error: unknown) => DIALECTS[service.dialect].refuse(service, toWireError(service, error));
    return toResponse(await answer(service, received, requestId).catch(refuse), requestId);
  };
}
