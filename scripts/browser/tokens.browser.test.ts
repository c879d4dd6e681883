import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { createClient } from "@gatehouse/api/client";
import { browserPath, openPage } from "./chromium.ts";
import { PRIYA, setStage, signIn, type Stage } from "./stage.ts";

const chromium = browserPath();
let stage: Stage;

beforeAll(async () => {
  if (chromium !== undefined) stage = await setStage(chromium);
}, 120_000);

afterAll(() => stage?.clear());

describe.skipIf(chromium === undefined)("API tokens", () => {
  test("a person makes a token, sees it once, a program works by it, and revoking it ends that at once", async () => {
    const { context, page, errors } = await openPage(stage.browser);
    await signIn(page, `${stage.demo.url}/tokens`, PRIYA);
    await page.getByLabel("What is it for?").fill("inventory");
    expect(await page.getByRole("button", { name: "Make the token" }).isDisabled()).toBe(true);
    await page.getByLabel("See which roles you may use").check();
    await page.getByRole("button", { name: "Make the token" }).click();
    const shown = page.getByRole("group", { name: "The token" });
    const token = await shown.innerText();
    expect(token).toMatch(/^gth_[0-9a-f]{16}_[0-9a-f]{64}$/);

    const client = createClient({ url: stage.demo.url, token });
    expect((await client.access.eligibleRoles.query({})).roles.length).toBeGreaterThan(0);

    await page.getByRole("button", { name: "I have copied it" }).click();
    await shown.waitFor({ state: "detached" });
    expect(await page.content()).not.toContain(token.slice(-64));
    await page.reload();
    const row = page.getByRole("row", { name: /inventory/ });
    await row.getByText("127.0.0.1").waitFor();
    expect(await page.content()).not.toContain(token.slice(-64));

    await row.getByRole("button", { name: /^Revoke/ }).click();
    await row.getByRole("button", { name: /^Revoke for good/ }).click();
    await row.getByText("Revoked").waitFor();
    const failure: unknown = await client.access.eligibleRoles.query({}).catch((error: unknown) => error);
    expect(failure).toMatchObject({ name: "Failure", code: "unauthenticated" });
    expect(errors).toEqual([]);
    await context.close();
  });

  test("signing out everywhere ends the session of another browser as well", async () => {
    const [here, there] = [await openPage(stage.browser), await openPage(stage.browser)];
    await signIn(here.page, `${stage.demo.url}/me`, PRIYA);
    await signIn(there.page, `${stage.demo.url}/why`, PRIYA);
    await here.page.getByRole("button", { name: "Sign out everywhere" }).click();
    await here.page.waitForURL(`${stage.demo.url}/login`);
    await Bun.sleep(5_000);
    await there.page.goto(`${stage.demo.url}/me`);
    await there.page.waitForURL(`${stage.demo.url}/login?next=%2Fme`);
    await Promise.all([here.context.close(), there.context.close()]);
  });
});
