import type { IAMClient } from "@aws-sdk/client-iam";
import type { ClientProtocol, HttpRequest, HttpResponse } from "@smithy/types";
import { readRoleDetails } from "./read-role-details.ts";

const OPERATION = "GetAccountAuthorizationDetails";

type Protocol = ClientProtocol<HttpRequest, HttpResponse>;
type Deserialize = Parameters<Protocol["deserializeResponse"]>;

/**
 * Lets a client read the listing of an account's roles some ten times as fast as the SDK, whose reader of XML goes
 * letter by letter and is most of what a sync costs. Errors, and answers that are not as documented, are left to the SDK.
 */
export function readRolesQuickly(client: IAMClient): IAMClient {
  const { protocol } = client.config;
  // A class is what a caller may configure; a client has made its protocol of it.
  if (typeof protocol !== "function") client.config.protocol = quickly(protocol);
  return client;
}

function quickly(protocol: Protocol): Protocol {
  const decoder = new TextDecoder();
  const deserializeResponse = async (...[operation, context, response]: Deserialize): Promise<unknown> => {
    if (operation.name !== OPERATION || response.statusCode !== 200) {
      return protocol.deserializeResponse(operation, context, response);
    }
    const sent: unknown = response.body;
    const body = sent instanceof Uint8Array ? sent : await context.streamCollector(sent);
    const answer = readRoleDetails(decoder.decode(body));
    if (answer === undefined)
      return protocol.deserializeResponse(operation, context, Object.assign(response, { body }));
    const { statusCode: httpStatusCode, headers } = response;
    return Object.assign(answer, { $metadata: { httpStatusCode, requestId: headers["x-amzn-requestid"] } });
  };
  return Object.assign(Object.create(protocol), { deserializeResponse });
}
