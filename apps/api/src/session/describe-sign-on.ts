import type { SignOnOptions } from "@gatehouse/core/me";
import type { App } from "../app.ts";

/** Answers what the sign-in page offers; it says nothing about anyone but the demo's invented people. */
export function describeSignOn({ config }: App): SignOnOptions {
  const { methods, demo_people, oidc } = config.sign_on;
  const people = methods.includes("demo") ? demo_people : [];
  return {
    organization: config.organization,
    methods,
    ...(methods.includes("oidc") && oidc && { oidc: { label: oidc.label } }),
    demoPeople: people.map(({ name, display_name, about }) => ({ name, displayName: display_name, about })),
  };
}
