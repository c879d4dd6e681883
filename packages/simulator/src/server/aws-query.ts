import { formReader, formTree } from "../protocol/form.ts";
import { isMembers } from "../protocol/schema.ts";
import { escapeXml, xmlStructure } from "../protocol/xml.ts";
import { bodyText, type DialectServer } from "./dialect.ts";

const XML = "text/xml";

/** awsQuery: form in, XML out. https://smithy.io/2.0/aws/protocols/aws-query-protocol.html */
export const awsQuery: DialectServer = {
  read(service, { request, url, body }) {
    const form = formTree(request.method === "GET" ? url.search.slice(1) : bodyText(body));
    const operation = service.operations.get(form.children.get("Action")?.text ?? "");
    if (!operation) return undefined;
    const input = operation.input.isUnitSchema() ? {} : formReader(operation.input)(form, false);
    return { operation, input: isMembers(input) ? input : {} };
  },
  answer(service, { name, output: shape }, output) {
    const result = shape.isUnitSchema() ? "" : `<${name}Result>${xmlStructure(shape).body(output)}</${name}Result>`;
    const body = (id: string) =>
      `<${name}Response xmlns="${service.namespace}">${result}<ResponseMetadata><RequestId>${id}</RequestId></ResponseMetadata></${name}Response>`;
    return { status: 200, headers: new Headers({ "content-type": XML }), body };
  },
  refuse(service, { code, status, message, fault, model }) {
    const members = model ? { ...model.members, message: undefined, Message: undefined } : {};
    const extra = model ? xmlStructure(model.shape).body(members) : "";
    const error = `<Error><Type>${fault}</Type><Code>${code}</Code><Message>${escapeXml(message)}</Message>${extra}</Error>`;
    const body = (id: string) =>
      `<ErrorResponse xmlns="${service.namespace}">${error}<RequestId>${id}</RequestId></ErrorResponse>`;
    return { status, headers: new Headers({ "content-type": XML }), body };
  },
};
