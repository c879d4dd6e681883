import { z } from "zod";
import { parseArn } from "@gatehouse/core/arn";
import type { IssuedCredentials } from "@gatehouse/aws/issue-credentials";
import { issueCliCredentials } from "../cli/issue-cli-credentials.ts";
import { noteHost } from "../cli/login-token.ts";
import { weepError, weepFailure } from "./weep-answer.ts";
import type { SignedCall, WeepRoute } from "./weep-call.ts";
import { describeProgram, ProgramFacts } from "./weep-metadata.ts";

const BODY_LIMIT = 65_536;

/** Fields that nobody knows are ignored: programs newer than this send more. */
const Wanted = z.object({
  requested_role: z.string().trim().min(1).max(2048),
  no_ip_restrictions: z.boolean().nullish(),
  custom_ip_restrictions: z.array(z.string().max(50)).max(20).nullish(),
  console_only: z.boolean().nullish(),
  metadata: ProgramFacts,
});

/** Issues credentials; every answer is JSON with a code, since the CLI decides by the code what it prints. */
const getCredentials: WeepRoute = {
  method: "POST",
  path: "/api/v1/get_credentials",
  command: "issue-cli-credentials",
  async answer(call) {
    const body = await call.request.text();
    if (Buffer.byteLength(body) > BODY_LIMIT) return malformed(call, "The request is larger than any of the CLI's.");
    const wanted = Wanted.safeParse(jsonOf(body));
    if (!wanted.success) return malformed(call, "The request does not say which role it wants: requested_role.");
    return issue(call, wanted.data);
  },
};

export const credentialRoutes = [getCredentials];

async function issue(call: SignedCall, wanted: z.infer<typeof Wanted>): Promise<Response> {
  const { app, actor, from, login, requestId } = call;
  const { metadata, requested_role } = wanted;
  const about = { requested_role, request_id: requestId };
  const refuse = (status: number, code: string, { message, ...more }: { message: string; [key: string]: unknown }) =>
    weepError({ status, code, message, requestId, more: { ...about, ...more } });
  const age = metadata?.cert_age_seconds ?? 0;
  if (age > app.config.cli.certificate_days * 86_400)
    return refuse(403, "905", { message: "The client certificate is too old. Renew it." });
  try {
    const asking = { actor, from, command: "issue-cli-credentials" } as const;
    const issued = await issueCliCredentials(app, asking, {
      role: requested_role,
      consoleOnly: wanted.console_only ?? false,
      lift: wanted.no_ip_restrictions ?? false,
      narrow: wanted.custom_ip_restrictions ?? [],
      details: describeProgram(metadata),
    });
    if (metadata?.hostname) await noteHost(app, login, metadata.hostname);
    switch (issued.kind) {
      case "issued":
        return Response.json({ Credentials: toCredentials(issued.credentials) });
      case "none":
        return isOtherArn(requested_role)
          ? refuse(403, "899", { message: "This is not the ARN of a role." })
          : refuse(403, "900", { message: "No matching roles" });
      case "several":
        return refuse(403, "901", { message: "More than one matching role", "matching roles": issued.arns });
      case "gone":
        return refuse(403, "903", {
          message: "The matching role is gone or no longer granted.",
          matching_role: issued.arn,
        });
      case "refused-by-aws":
        return refuse(403, "902", {
          message: "Unable to get credentials.",
          matching_role: issued.arn,
          exception: issued.failure.awsSaid ?? issued.failure.message,
        });
    }
  } catch (error) {
    const answer = weepFailure(error, requestId, about);
    if (answer === undefined) throw error;
    return answer;
  }
}

/** The times are whole seconds: any other form of them stops the CLI. */
function toCredentials({ accessKeyId, secretAccessKey, sessionToken, expiresAt, roleArn }: IssuedCredentials) {
  return {
    AccessKeyId: accessKeyId,
    SecretAccessKey: secretAccessKey,
    SessionToken: sessionToken,
    Expiration: Math.floor(Date.parse(expiresAt) / 1000),
    RoleArn: roleArn,
  };
}

/** Whether a text that matched no role is an ARN of something else, or a broken one. */
function isOtherArn(text: string): boolean {
  return /^arn:/i.test(text) && !parseArn(text)?.resource.startsWith("role/");
}

function malformed({ requestId }: SignedCall, message: string): Response {
  return weepError({ status: 400, code: "904", message, requestId });
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
