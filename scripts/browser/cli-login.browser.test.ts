import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { z } from "zod";
import { browserPath, keepPicture, openPage } from "./chromium.ts";
import { PRIYA, setStage, signIn, type Stage } from "./stage.ts";

const chromium = browserPath();
let stage: Stage;

beforeAll(async () => {
  if (chromium !== undefined) stage = await setStage(chromium);
}, 120_000);

afterAll(() => stage?.clear());

/** The page looks for commands every three seconds. */
const MOST_MS = 30_000;

const Started = z.object({ challenge_url: z.string(), polling_url: z.string() });
const Polled = z.object({ status: z.string(), encoded_jwt: z.string().optional() });

/** What the CLI sends; it has no browser's headers. */
const weep = (url: string, init: RequestInit = {}): Promise<Response> =>
  fetch(url, { ...init, headers: { "content-type": "application/json", ...Object(init.headers) } });
const begin = async () =>
  Started.parse(await (await weep(`${stage.demo.url}/noauth/v1/challenge_generator/${PRIYA}`)).json());
const poll = async (url: string) => Polled.parse(await (await weep(url)).json());

describe.skipIf(chromium === undefined)("a CLI login", () => {
  test(
    "is approved after sign-in, fetches credentials, is on the list, and is refused once it is ended there",
    async () => {
      const { context, page, errors } = await openPage(stage.browser);
      const { challenge_url, polling_url } = await begin();
      await signIn(page, challenge_url, PRIYA);
      await page.getByText("same as this browser").waitFor();
      const code = (await page.getByRole("img", { name: /^Code:/ }).innerText()).replace(/\s/g, "");
      expect(challenge_url.endsWith(code)).toBe(true);
      expect((await poll(polling_url)).status).toBe("pending");
      await page.getByRole("button", { name: /approve/ }).press("Enter");
      await page.getByRole("heading", { name: "Approved" }).waitFor();
      const { status, encoded_jwt } = await poll(polling_url);
      expect(status).toBe("success");

      const asked = {
        method: "POST",
        headers: { cookie: `consoleme_auth=${encoded_jwt}`, "user-agent": "weep/0.3.31 Go-http-client/1.1" },
        body: `{"requested_role":"PaymentsOnCall","no_ip_restrictions":false,"metadata":{"hostname":"build-7"}}\n`,
      };
      expect((await weep(`${stage.demo.url}/api/v1/get_credentials`, asked)).status).toBe(200);

      await page.getByRole("link", { name: "See your CLI logins" }).click();
      await page.getByText("Weep 0.3.31").waitFor();
      await keepPicture(page, "cli-logins");
      await page.getByRole("button", { name: "End the login from build-7" }).click();
      await page.getByText("No program is logged in for you").waitFor();
      const refused = await weep(`${stage.demo.url}/api/v1/get_credentials`, asked);
      expect(await refused.json()).toMatchObject({ code: "invalid_jwt" });
      expect(errors).toEqual([]);
      await context.close();
    },
    MOST_MS,
  );

  test(
    "shows up by itself without its link, and once denied comes to nothing, nor can its page be seen again",
    async () => {
      const { context, page, errors } = await openPage(stage.browser);
      await signIn(page, `${stage.demo.url}/cli`, PRIYA);
      await page.getByRole("heading", { name: "CLI logins" }).waitFor();
      const { challenge_url, polling_url } = await begin();
      await page.getByRole("link", { name: /Look at/ }).click();
      await page.getByRole("button", { name: "Deny" }).click();
      await page.getByRole("heading", { name: "Denied" }).waitFor();
      expect((await poll(polling_url)).status).toBe("denied");
      await page.goto(challenge_url);
      await page.getByRole("heading", { name: "This page can be seen once" }).waitFor();
      expect(errors).toEqual([]);
      await context.close();
    },
    MOST_MS,
  );
});
