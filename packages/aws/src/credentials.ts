import { fromIni, fromNodeProviderChain } from "@aws-sdk/credential-providers";
import { Failure } from "@gatehouse/core/failure";
import type { Hub } from "@gatehouse/core/hub";
import type { AwsCredentialIdentity, AwsCredentialIdentityProvider } from "@smithy/types";
import { type Fetch, fetchWithin } from "./fetch-within.ts";
import { rememberUntilExpiry } from "./remember.ts";

/** A hub's own credentials: of the profile or address it names, else of the SDK's default chain. */
export function hubCredentials(hub: Hub, fetch: Fetch, now: () => number): AwsCredentialIdentityProvider {
  return rememberUntilExpiry(source(hub, fetch), ({ expiration }) => expiration?.getTime() ?? Number.MAX_VALUE, now);
}

function source({ credentials }: Hub, fetch: Fetch): AwsCredentialIdentityProvider {
  if (credentials === undefined) return fromNodeProviderChain();
  if ("profile" in credentials) return fromIni({ profile: credentials.profile });
  const address = credentials.container_uri;
  const { host } = new URL(address);
  if (!isSafeAddress(new URL(address))) {
    throw new Failure("invalid", `${host} would carry credentials in the clear: use https, or http on this machine.`);
  }
  return () => fromContainer(address, fetch);
}

/** The addresses of this machine, of ECS and of EKS, as the SDK allows them for the same purpose. */
const LOCAL = /^(localhost|127(\.\d+){3}|\[::1\]|169\.254\.170\.(2|23)|\[fd00:ec2::23\])$/;

function isSafeAddress(url: URL): boolean {
  return url.protocol === "https:" || (url.protocol === "http:" && LOCAL.test(url.hostname));
}

async function fromContainer(address: string, fetch: Fetch): Promise<AwsCredentialIdentity> {
  const request = new Request(address, { headers: { accept: "application/json" }, redirect: "error" });
  const response = await fetchWithin(fetch, request);
  const credentials = response.ok ? read(response.json) : undefined;
  if (credentials) return credentials;
  // The rest of the address is how a container is told apart from others, so it goes no further.
  const { host } = new URL(address);
  throw new Failure("unavailable", `The hub's credentials could not be read from ${host} (HTTP ${response.status}).`);
}

/** https://docs.aws.amazon.com/sdkref/latest/guide/feature-container-credentials.html */
function read(answer: unknown): AwsCredentialIdentity | undefined {
  const { AccessKeyId, SecretAccessKey, Token, Expiration } = Object(answer);
  const texts = [AccessKeyId, SecretAccessKey, Token, Expiration].every(
    (text) => typeof text === "string" && text !== "",
  );
  const expiration = new Date(Expiration);
  if (!texts || Number.isNaN(expiration.getTime())) return undefined;
  return { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: Token, expiration };
}
