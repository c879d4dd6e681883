import { isPerson } from "@gatehouse/core/access/identity";
import type { Person } from "@gatehouse/core/actor";
import { Failure } from "@gatehouse/core/failure";
import type { Arrival } from "@gatehouse/store/people";
import type { Config } from "../config/config.ts";
import { isIn } from "./client-address.ts";
import { needsSecret, type SignOnMethod } from "./sign-on-method.ts";

type HeaderNames = NonNullable<Config["sign_on"]["header"]>;

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
      ...needsSecret(session),
    ];
  },
  identify({ peer, headers }, { sign_on }) {
    if (!sign_on.header || peer === undefined || !isIn(peer, sign_on.trusted_proxies)) return undefined;
    const name = headers.get(sign_on.header.user)?.trim();
    if (!name) return undefined;
    if (!sign_on.plain_names && !isPerson(name)) throw plainName(sign_on.header.user, name);
    const groups = sign_on.header.groups === undefined ? "" : (headers.get(sign_on.header.groups) ?? "");
    const person: Person = { kind: "person", name: name.toLowerCase(), groups: list(groups) };
    return { person, displayName: name, arrival: arrivalOf(sign_on.header, { name, groups }) };
  },
};

function plainName(header: string, name: string): Failure {
  return new Failure(
    "forbidden",
    `The sign-on in front of Gatehouse names you "${name.slice(0, 100)}", which is no e-mail address and could be a group's name. An admin can let the header ${header} carry the e-mail, or set sign_on.plain_names.`,
  );
}

function arrivalOf({ user, groups }: HeaderNames, said: { name: string; groups: string }): Arrival {
  const claims = [
    { name: user, value: JSON.stringify(said.name) },
    ...(groups === undefined ? [] : [{ name: groups, value: JSON.stringify(said.groups) }]),
  ];
  const from = groups === undefined ? {} : { groupsFrom: `the header ${groups}` };
  return { sources: [{ source: "headers of the proxy", claims }], ...from };
}

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
