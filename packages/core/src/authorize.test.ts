import { expect, test } from "bun:test";
import type { Actor } from "./actor.ts";
import { authorize, type Command, COMMANDS } from "./authorize.ts";

const ADMINS = ["gatehouse-admins", "Boss@corp.example"];

const ACTORS = {
  anyone: { kind: "person", name: "ann@corp.example", groups: ["all-staff"] },
  alike: {
    kind: "person",
    name: "gatehouse-admins@corp.example",
    groups: ["gatehouse-admins-old", "Gatehouse-Admins", ""],
  },
  adminByGroup: { kind: "person", name: "hye-jin@corp.example", groups: ["gatehouse-admins"] },
  adminByName: { kind: "person", name: "boss@corp.example", groups: [] },
  system: { kind: "system", name: "sync-estate" },
} satisfies Record<string, Actor>;
type Kind = keyof typeof ACTORS;

const EVERY_PERSON: readonly Kind[] = ["anyone", "alike", "adminByGroup", "adminByName"];
const ADMIN_OR_SYSTEM: readonly Kind[] = ["adminByGroup", "adminByName", "system"];

/** Who may do what, in full: a command without a row does not compile. */
const MAY: Record<Command, readonly Kind[]> = {
  "list-eligible-roles": EVERY_PERSON,
  "explain-role": EVERY_PERSON,
  "sign-in-to-console": EVERY_PERSON,
  "save-preferences": EVERY_PERSON,
  "view-jobs": EVERY_PERSON,
  "run-job": ADMIN_OR_SYSTEM,
  "confirm-removal": ADMIN_OR_SYSTEM,
  "sign-out": EVERY_PERSON,
};

test("every command is allowed to exactly the kinds of actor that the table names, and says why", () => {
  for (const command of COMMANDS) {
    for (const [kind, actor] of Object.entries(ACTORS)) {
      const { allowed, because } = authorize(actor, command, ADMINS);
      expect([command, kind, allowed]).toEqual([command, kind, MAY[command].includes(kind as Kind)]);
      expect(because).not.toBe("");
    }
  }
});

test("where no admin is named, nobody but Gatehouse itself passes for one", () => {
  for (const [kind, actor] of Object.entries(ACTORS)) {
    expect([kind, authorize(actor, "run-job", []).allowed]).toEqual([kind, kind === "system"]);
    expect([kind, authorize(actor, "run-job", [""]).allowed]).toEqual([kind, kind === "system"]);
  }
});
