/** AWS's console and sign-in hosts by partition. https://docs.aws.amazon.com/govcloud-us/latest/UserGuide/govcloud-console.html */
const HOSTS: Record<string, { consoles: readonly string[]; signIn: string }> = {
  aws: {
    consoles: ["console", "health", "lightsail", "phd", "quicksight"].map((name) => `${name}.aws.amazon.com`),
    signIn: "signin.aws.amazon.com",
  },
  "aws-us-gov": { consoles: ["console.amazonaws-us-gov.com"], signIn: "signin.amazonaws-us-gov.com" },
  "aws-cn": { consoles: ["console.amazonaws.cn"], signIn: "signin.amazonaws.cn" },
};

/** Whether an address is a page of the partition's console: https, on its host or one below it. */
export function isConsoleUrl(partition: string, { protocol, hostname, port, username, password }: URL): boolean {
  if (protocol !== "https:" || port !== "" || username !== "" || password !== "") return false;
  const hosts = HOSTS[partition]?.consoles ?? [];
  return hosts.some((host) => hostname === host || hostname.endsWith(`.${host}`));
}

/**
 * The partition that a sign-in address belongs to, by AWS's host or by the path /federation/<partition>;
 * undefined where one address serves all, as /federation on the simulator's own host does.
 */
export function partitionOfSignIn({ hostname, pathname }: URL): string | undefined {
  return partitionOfHost(hostname) ?? /^\/federation\/([a-z-]+)$/.exec(pathname)?.[1];
}

function partitionOfHost(hostname: string): string | undefined {
  const isOf = ({ signIn }: { signIn: string }) => hostname === signIn || hostname.endsWith(`.${signIn}`);
  return Object.entries(HOSTS).find(([, hosts]) => isOf(hosts))?.[0];
}

/** Whether one may go on there after signing out: to a sign-in address of AWS, or of the simulator itself. */
export function isAfterSignOut(url: URL, own: URL): boolean {
  if (url.origin === own.origin) return true;
  return url.protocol === "https:" && url.port === "" && partitionOfHost(url.hostname) !== undefined;
}
