import { z } from "zod";
import { type Gatehouse, signIn } from "./sign-in.ts";

const Answer = z.object({
  result: z.object({
    data: z.object({
      roles: z.array(z.object({ arn: z.string(), unusable: z.string().optional() })),
      stale: z.string().optional(),
    }),
  }),
});

const PATIENCE_MS = 20_000;

/** Answers the roles of a person who has some, as soon as the page shows them and does not call them stale. */
export async function firstRoles(gatehouse: Gatehouse): Promise<{ arn: string; unusable?: string | undefined }[]> {
  const cookie = await signIn(gatehouse);
  const input = encodeURIComponent(JSON.stringify({ includeCliOnly: false }));
  const deadline = performance.now() + PATIENCE_MS;
  for (;;) {
    const asked = await fetch(`${gatehouse.url}/api/trpc/access.eligibleRoles?input=${input}`, { headers: { cookie } });
    if (!asked.ok) throw new Error(`The roles cannot be listed: ${await asked.text()}`);
    const { roles, stale } = Answer.parse(await asked.json()).result.data;
    if (roles.length > 0 && stale === undefined) return roles;
    if (performance.now() > deadline)
      throw new Error(stale ?? `${gatehouse.person} has no roles, though all were read`);
    await Bun.sleep(100);
  }
}
