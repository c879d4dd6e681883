import { tableOf } from "../table-of.ts";

/** AWS's addresses of one partition: where the console lives, and where a federated sign-in begins. */
type Addresses = { console: string; services: readonly string[]; signIn: string; region: RegExp };

/**
 * The console's hosts are a domain of their own in each partition; a few services of the first live beside it.
 * https://docs.aws.amazon.com/general/latest/gr/mgmt-console.html
 * https://docs.aws.amazon.com/govcloud-us/latest/UserGuide/using-govcloud-endpoints.html
 * https://docs.amazonaws.cn/en_us/aws/latest/userguide/endpoints-Beijing.html
 */
const ADDRESSES: ReadonlyMap<string, Addresses> = tableOf({
  aws: {
    console: "console.aws.amazon.com",
    services: ["health.aws.amazon.com", "lightsail.aws.amazon.com", "phd.aws.amazon.com", "quicksight.aws.amazon.com"],
    signIn: "signin.aws.amazon.com",
    region: /^(?!us-gov-|cn-|us-iso)[a-z]{2}(-[a-z]+)+-\d$/,
  },
  "aws-us-gov": {
    console: "console.amazonaws-us-gov.com",
    services: [],
    signIn: "signin.amazonaws-us-gov.com",
    region: /^us-gov-[a-z]+-\d$/,
  },
  "aws-cn": { console: "console.amazonaws.cn", services: [], signIn: "signin.amazonaws.cn", region: /^cn-[a-z]+-\d$/ },
});

function addresses(partition: string): Addresses | undefined {
  return ADDRESSES.get(partition);
}

/** The domains on which a partition's console lives, each with all hosts under it; none where we know none. */
export function consoleHosts(partition: string): readonly string[] {
  const known = addresses(partition);
  return known ? [known.console, ...known.services] : [];
}

/** Whether a text is an https address on the console hosts of the partition, with no user-info, port or disguise. */
export function isConsoleUrl(partition: string, text: string): boolean {
  // A browser drops tabs and line ends and reads "\" as "/": what was checked must be what is opened.
  if (/[\p{Cc}\s\\]/u.test(text) || !URL.canParse(text)) return false;
  const url = new URL(text);
  // It reads "https:host" and "https:///host" as "https://host", too: those are disguises.
  if (!/^https:\/\/[^/?#@:]+([/?#]|$)/i.test(text)) return false;
  if (url.protocol !== "https:" || url.port !== "" || url.username !== "" || url.password !== "") return false;
  return consoleHosts(partition).some((host) => url.hostname === host || url.hostname.endsWith(`.${host}`));
}

/** Whether a region is spelt as one of this partition. */
export function isRegionOf(partition: string, region: string): boolean {
  return addresses(partition)?.region.test(region) ?? false;
}

/** The console's home in a region; in the partition's own default where the region is not one of its regions. */
export function defaultDestination(partition: string, region?: string): string {
  const host = addresses(partition)?.console ?? "console.aws.amazon.com";
  if (region === undefined || !isRegionOf(partition, region)) return `https://${host}/console/home`;
  return `https://${region}.${host}/console/home?region=${region}`;
}

/** AWS's sign-in federation address of the partition, or undefined where we know none and the hub must name it. */
export function federationUrl(partition: string): string | undefined {
  const known = addresses(partition);
  return known && `https://${known.signIn}/federation`;
}

/** An address that ends the browser's AWS console session and then opens the sign-in URL. */
export function signOutFirstUrl(federation: string, signInUrl: string): string {
  const url = new URL("oauth", federation);
  url.search = new URLSearchParams({ Action: "logout", redirect_uri: signInUrl }).toString();
  return url.href;
}
