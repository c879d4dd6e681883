import { readJson, toJson } from "../protocol/json.ts";
import { isMembers } from "../protocol/schema.ts";
import { bodyText, type DialectServer } from "./dialect.ts";

/** awsJson 1.0 and 1.1: the operation is in a header. https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html */
export const awsJson: DialectServer = {
  read(service, { request, body }) {
    const [target, name = ""] = (request.headers.get("x-amz-target") ?? "").split(".");
    const operation = target === service.target ? service.operations.get(name) : undefined;
    if (!operation) return undefined;
    const input = operation.input.isUnitSchema() ? {} : readJson(operation.input, bodyText(body), "rpc");
    return { operation, input: isMembers(input) ? input : {} };
  },
  answer(service, { output: shape }, output) {
    const text = shape.isUnitSchema() ? "{}" : JSON.stringify(toJson(shape, output, "rpc"));
    return { status: 200, headers: new Headers({ "content-type": service.contentType }), body: () => text };
  },
  refuse(service, { code, status, message, fault, model }) {
    const headers = new Headers({ "content-type": service.contentType });
    if (service.isQueryCompatible) headers.set("x-amzn-query-error", `${code};${fault}`);
    const members = model ? toJson(model.shape, model.members, "rpc") : {};
    const text = JSON.stringify({ __type: model?.name ?? code, ...(isMembers(members) ? members : {}), message });
    return { status, headers, body: () => text };
  },
};
