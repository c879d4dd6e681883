/** Where a request came from, for the audit: the person's own address, also behind trusted proxies, and the browser. */
export type Origin = { address?: string; agent?: string };
