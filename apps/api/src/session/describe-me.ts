import { authorize } from "@gatehouse/core/authorize";
import type { Me } from "@gatehouse/core/me";
import type { App } from "../app.ts";
import type { LiveSession } from "../auth/sessions.ts";

/** Answers who is signed in, and what the shell needs to draw itself. */
export function describeMe(app: App, { person, displayName, method, expiresAt, notice }: LiveSession): Me {
  return {
    name: person.name,
    displayName,
    groups: person.groups,
    admin: authorize(person, "run-job", app.settings.authority()).allowed,
    viewsSettings: authorize(person, "view-settings", app.settings.authority()).allowed,
    signOn: method,
    organization: app.config.organization,
    demo: app.config.sign_on.methods.includes("demo"),
    sessionExpiresAt: expiresAt,
    ...(notice !== undefined && { notice }),
  };
}
