import { isIn } from "./client-address.ts";
import type { SignOnMethod } from "./sign-on-method.ts";

/** Believes the headers that a trusted proxy sets after it has signed the person in; from any other address they mean nothing. */
export const header: SignOnMethod = {
  name: "header",
  problems({ sign_on, session }) {
    return [
      ...(sign_on.header
        ? []
        : [
            {
              path: ["sign_on", "header"],
              message: "the header sign-on needs the name of the header that holds the person: sign_on.header.user",
            },
          ]),
      ...(sign_on.trusted_proxies.length > 0
        ? []
        : [
            {
              path: ["sign_on", "trusted_proxies"],
              message: "the header sign-on believes trusted proxies only: name their address ranges",
            },
          ]),
      ...(session.secrets.length > 0
        ? []
        : [
            {
              path: ["session", "secrets"],
              message: "only the demo starts without a session secret: add one of at least 32 random characters",
            },
          ]),
    ];
  },
  identify({ peer, headers }, { sign_on }) {
    if (!sign_on.header || peer === undefined || !isIn(peer, sign_on.trusted_proxies)) return undefined;
    const name = headers.get(sign_on.header.user)?.trim();
    if (!name) return undefined;
    const groups = sign_on.header.groups === undefined ? "" : (headers.get(sign_on.header.groups) ?? "");
    return { person: { kind: "person", name: name.toLowerCase(), groups: list(groups) }, displayName: name };
  },
};

function list(text: string): string[] {
  return [
    ...new Set(
      text
        .split(",")
        .map((group) => group.trim())
        .filter((group) => group !== ""),
    ),
  ];
}
