import type { DeepLink } from "./queries.ts";

/** What a deep link asks for; the path may hold slashes and may be encoded or not. */
export type Asked = DeepLink & { signOutFirst: boolean };

/** Reads /role/<ARN, or any part of it, or an account id>?r=<region>&redirect=<address in the console>&logout=1. */
export function readDeepLink(address: { pathname: string; search: string }): Asked {
  const query = decode(address.pathname.replace(/^\/role\/+/, ""));
  const search = new URLSearchParams(address.search);
  const region = search.get("r");
  const redirect = search.get("redirect");
  return {
    query,
    signOutFirst: search.get("logout") === "1",
    ...(region ? { region } : {}),
    ...(redirect ? { redirect } : {}),
  };
}

function decode(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
