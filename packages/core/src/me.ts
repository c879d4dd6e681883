import { z } from "zod";

/** Who is signed in, and what the shell needs to draw itself. */
export const Me = z.object({
  name: z.string(),
  displayName: z.string(),
  groups: z.array(z.string()),
  admin: z.boolean(),
  /** Whether they may look at the settings. */
  viewsSettings: z.boolean(),
  signOn: z.string(),
  organization: z.string(),
  /** True where the AWS behind is the simulator. */
  demo: z.boolean(),
  sessionExpiresAt: z.string(),
  /** What the person should know of how they were signed in. */
  notice: z.string().exactOptional(),
});
export type Me = z.infer<typeof Me>;

/** What the sign-in page offers, without saying anything about anyone. */
export const SignOnOptions = z.object({
  organization: z.string(),
  methods: z.array(z.enum(["demo", "header", "oidc"])),
  /** What the button that leads to the provider says, where there is one. */
  oidc: z.object({ label: z.string() }).exactOptional(),
  demoPeople: z.array(z.object({ name: z.string(), displayName: z.string(), about: z.string() })),
});
export type SignOnOptions = z.infer<typeof SignOnOptions>;

/** Why a sign-on at a provider came to nothing; the page has words for each. */
export type SignOnProblem =
  | "unreachable"
  | "denied"
  | "refused"
  | "stale"
  | "used"
  | "untrusted"
  | "misconfigured"
  | "no-email"
  | "plain-name"
  | "unverified-email"
  | "too-often"
  | "unavailable";
