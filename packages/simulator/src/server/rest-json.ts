import { readHttp } from "../protocol/http-request.ts";
import { bindHttp, bodyShape } from "../protocol/http-response.ts";
import { readJson, toJson } from "../protocol/json.ts";
import { isMembers, type Members } from "../protocol/schema.ts";
import { bodyText, payloadBody, type DialectServer } from "./dialect.ts";
import { findRoute } from "./routes.ts";
import type { Operation } from "./service.ts";

function bodyOf({ output: shape }: Operation, output: Members, headers: Headers) {
  const { payload, status } = bindHttp(shape, output, headers);
  if (!payload) return { status, body: JSON.stringify(toJson(bodyShape(shape), output, "rest")) };
  const value = output[payload.name];
  if (value == null) return { status, body: null };
  if (payload.shape.isStructSchema()) return { status, body: JSON.stringify(toJson(payload.shape, value, "rest")) };
  return { status, body: payloadBody(value) };
}

/** restJson1: the operation is in method and path. https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html */
export const restJson: DialectServer = {
  read(service, { request, url, body }) {
    const { method, headers } = request;
    const found = findRoute(service.routes, { method, path: url.pathname, query: url.searchParams, headers });
    if (!found) return undefined;
    const { operation, labels } = found;
    if (operation.input.isUnitSchema()) return { operation, input: {} };
    const parts = { labels, query: url.searchParams, headers, body };
    const input = readHttp(operation.input, parts, (shape, bytes) => readJson(shape, bodyText(bytes), "rest"));
    return { operation, input };
  },
  answer(service, operation, output) {
    const headers = new Headers({ "content-type": service.contentType });
    if (operation.output.isUnitSchema()) return { status: operation.status, headers, body: () => null };
    const { status, body } = bodyOf(operation, output, headers);
    return { status: status ?? operation.status, headers, body: () => body };
  },
  refuse(service, { code, status, message, model }) {
    const headers = new Headers({ "content-type": service.contentType });
    const members = model ? toJson(bodyShape(model.shape), model.members, "rest") : {};
    if (model) bindHttp(model.shape, model.members, headers);
    // Some services model this header as a member; its value is the code all the same.
    headers.set("x-amzn-errortype", code);
    const text = JSON.stringify({ ...(isMembers(members) ? members : {}), message });
    return { status, headers, body: () => text };
  },
};
