import { XmlShapeDeserializer } from "@aws-sdk/core/protocols";
import { readHttp } from "../protocol/http-request.ts";
import { bindHttp } from "../protocol/http-response.ts";
import { isMembers, type Members, type Shape } from "../protocol/schema.ts";
import { escapeXml, xmlDocument } from "../protocol/xml.ts";
import { payloadBody, type DialectServer } from "./dialect.ts";
import { findRoute } from "./routes.ts";
import type { Operation, Service } from "./service.ts";

/** Request bodies in XML are read by the SDK itself: no service but S3 and its kin has them. */
function readXml(shape: Shape, body: Uint8Array): unknown {
  const reader = new XmlShapeDeserializer({
    timestampFormat: { useTrait: true, default: 5 },
    httpBindings: false,
    xmlNamespace: "",
    serviceNamespace: "",
  });
  return reader.read(shape, body);
}

function bodyOf(service: Service, { output: shape }: Operation, [output, headers]: [Members, Headers]) {
  const { payload, status } = bindHttp(shape, output, headers);
  const namespace = service.namespace ?? "";
  if (!payload) return { status, body: xmlDocument(shape, output, namespace) };
  const value = output[payload.name];
  if (value == null) return { status, body: null };
  if (isMembers(value) && payload.shape.isStructSchema()) {
    return { status, body: xmlDocument(payload.shape, value, namespace) };
  }
  if (!payload.shape.isBlobSchema()) headers.set("content-type", "text/plain");
  return { status, body: payloadBody(value) };
}

/** restXml: the operation is in method, path and query. https://smithy.io/2.0/aws/protocols/aws-restxml-protocol.html */
export const restXml: DialectServer = {
  read(service, { request, url, body }) {
    const { method, headers } = request;
    const found = findRoute(service.routes, { method, path: url.pathname, query: url.searchParams, headers });
    if (!found) return undefined;
    const { operation, labels } = found;
    if (operation.input.isUnitSchema()) return { operation, input: {} };
    const input = readHttp(operation.input, { labels, query: url.searchParams, headers, body }, readXml);
    return { operation, input };
  },
  answer(service, operation, output) {
    const headers = new Headers({ "content-type": service.contentType });
    if (operation.output.isUnitSchema()) return { status: operation.status, headers, body: () => null };
    const { status, body } = bodyOf(service, operation, [output, headers]);
    return { status: status ?? operation.status, headers, body: () => body };
  },
  refuse(service, { code, status, message }) {
    const body = (id: string) =>
      `<?xml version="1.0" encoding="UTF-8"?><Error><Code>${code}</Code><Message>${escapeXml(message)}</Message><RequestId>${id}</RequestId><HostId>simulator</HostId></Error>`;
    return { status, headers: new Headers({ "content-type": service.contentType }), body };
  },
};
