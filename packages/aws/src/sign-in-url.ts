import { federationUrl, isConsoleUrl } from "@gatehouse/core/access/console";
import { Failure } from "@gatehouse/core/failure";
import type { Aws } from "./aws.ts";
import { fetchWithin } from "./fetch-within.ts";
import type { IssuedCredentials } from "./issue-credentials.ts";

export type SignIn = {
  hub: string;
  credentials: IssuedCredentials;
  /** Where in the console the sign-in ends; must be on the console hosts of the hub's partition. */
  destination: string;
  /** Where AWS sends a person whose session has ended. */
  issuer: string;
};

/**
 * Makes the address that signs a person in to the AWS console; good for 15 minutes. It is a secret: whoever opens it is
 * that person, so it is never logged or stored.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_enable-console-custom-url.html
 */
export async function signInUrl(aws: Aws, signIn: SignIn): Promise<string> {
  const federation = federationOf(aws, signIn.hub);
  if (!isConsoleUrl(aws.hub(signIn.hub).hub.partition, signIn.destination)) {
    throw new Failure("invalid", "The destination is not on the AWS console of this role's partition.");
  }
  const token = await signInToken(aws, federation, signIn.credentials);
  const url = new URL(federation);
  url.search = new URLSearchParams({
    Action: "login",
    Issuer: signIn.issuer,
    Destination: signIn.destination,
    SigninToken: token,
  }).toString();
  return url.href;
}

/** The sign-in federation address of a hub: its own, else that of its partition. */
export function federationOf(aws: Aws, hubName: string): string {
  const { hub } = aws.hub(hubName);
  const federation = hub.federation_url ?? federationUrl(hub.partition);
  if (federation !== undefined) return federation;
  throw new Failure(
    "invalid",
    `No sign-in address of ${hub.partition} is known: give the hub ${hub.name} a federation_url.`,
  );
}

async function signInToken(aws: Aws, federation: string, credentials: IssuedCredentials): Promise<string> {
  const session = {
    sessionId: credentials.accessKeyId,
    sessionKey: credentials.secretAccessKey,
    sessionToken: credentials.sessionToken,
  };
  // AWS documents this call as a GET alone, so this address holds the credentials: it goes to AWS over TLS and must
  // never be logged, told or put into an error. A length is refused where the hub is itself a role session.
  const url = new URL(federation);
  url.search = new URLSearchParams({
    Action: "getSigninToken",
    Session: JSON.stringify(session),
    ...(!credentials.chained && { SessionDuration: String(credentials.sessionSeconds) }),
  }).toString();
  const began = performance.now();
  const response = await fetchWithin(aws.fetch, new Request(url.href, { redirect: "error" }));
  aws.context.told({
    service: "signin",
    operation: "getSigninToken",
    outcome: response.ok ? "done" : "other",
    seconds: (performance.now() - began) / 1000,
  });
  const token: unknown = Object(response.json).SigninToken;
  if (response.ok && typeof token === "string" && token !== "") return token;
  throw new Failure("refused-by-aws", `AWS's sign-in did not take the session (HTTP ${response.status}). Try again.`);
}
