/** AWS's console and sign-in hosts by partition. https://docs.aws.amazon.com/govcloud-us/latest/UserGuide/govcloud-console.html */
const HOSTS: Record<string, { console: string; signIn: string }> = {
  aws: { console: "console.aws.amazon.com", signIn: "signin.aws.amazon.com" },
  "aws-us-gov": { console: "console.amazonaws-us-gov.com", signIn: "signin.amazonaws-us-gov.com" },
  "aws-cn": { console: "console.amazonaws.cn", signIn: "signin.amazonaws.cn" },
};

/** Whether an address is a page of the partition's console: https, on its host or one below it. */
export function isConsoleUrl(partition: string, { protocol, hostname, port, username, password }: URL): boolean {
  const host = HOSTS[partition]?.console;
  if (!host || protocol !== "https:" || port !== "" || username !== "" || password !== "") return false;
  return hostname === host || hostname.endsWith(`.${host}`);
}

/**
 * The partition that a sign-in address belongs to, by AWS's host or by the path /federation/<partition>;
 * undefined where one address serves all, as /federation on the simulator's own host does.
 */
export function partitionOfSignIn({ hostname, pathname }: URL): string | undefined {
  const byHost = Object.entries(HOSTS).find(([, { signIn }]) => hostname === signIn || hostname.endsWith(`.${signIn}`));
  return byHost?.[0] ?? /^\/federation\/([a-z-]+)$/.exec(pathname)?.[1];
}
