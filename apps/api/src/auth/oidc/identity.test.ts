import { expect, test } from "bun:test";
import { OidcConfig } from "../../config/oidc.ts";
import { readIdentity } from "./identity.ts";

const settings = {
  ...OidcConfig.parse({ issuer: "https://login.example", client_id: "x", email_claim: "preferred_username" }),
  plainNames: false,
};
const sources = (preferred_username: string) => [{ from: "id_token" as const, claims: { preferred_username } }];

test("whoever chose a group's name as their own is nobody, unless the config lets plain names in", () => {
  expect(readIdentity(sources("gatehouse-admins"), settings)).toEqual({ problem: "plain-name" });
  expect(readIdentity(sources("Priya@larkspur.example"), settings)).toMatchObject({
    identity: { person: { name: "priya@larkspur.example" } },
  });
  expect(readIdentity(sources("priya"), { ...settings, plainNames: true })).toMatchObject({
    identity: { person: { name: "priya" } },
  });
});
