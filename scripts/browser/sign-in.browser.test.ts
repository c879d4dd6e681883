import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { parseRoleArn } from "@gatehouse/core/arn";
import type { Page } from "playwright-core";
import { browserPath, keepPicture, openPage } from "./chromium.ts";
import { consoleFacts, HYE_JIN, PRIYA, setStage, signIn, type Stage } from "./stage.ts";

const chromium = browserPath();
let stage: Stage;

beforeAll(async () => {
  if (chromium !== undefined) stage = await setStage(chromium);
}, 120_000);

afterAll(() => stage?.clear());

/** The ARN of the first usable role in a partition, as the page shows it. */
async function firstRole(page: Page, partition: string): Promise<string> {
  const row = page.locator(`tr[data-arn^="arn:${partition}:"]:has(a[data-main])`).first();
  await row.waitFor();
  return (await row.getAttribute("data-arn")) ?? "";
}

describe.skipIf(chromium === undefined)("signing in to the AWS console", () => {
  test.each([
    ["aws", PRIYA, "console.aws.amazon.com"],
    ["aws-us-gov", HYE_JIN, "console.amazonaws-us-gov.com"],
  ] as const)(
    "in %s a person finds a role and stands in its account, as themselves",
    async (...[partition, person, host]) => {
      const { context, page, errors } = await openPage(stage.browser);
      await signIn(page, stage.demo.url, person);
      const arn = await firstRole(page, partition);
      const role = parseRoleArn(arn);
      await page.getByRole("searchbox", { name: "Filter your roles" }).fill(`${role?.accountId}`);
      await page.locator(`tr[data-arn]:not([data-arn*="${role?.accountId}"])`).first().waitFor({ state: "detached" });
      const opened = context.waitForEvent("page");
      await page.locator(`tr[data-arn="${arn}"] a[data-main]`).click();
      const console_ = await opened;
      const facts = await consoleFacts(console_);
      expect(facts).toMatchObject({
        "account-id": role?.accountId ?? "",
        partition,
        role: role?.name ?? "",
        "role-arn": arn,
        "session-name": person,
        "source-identity": person,
        "session-tags": expect.stringMatching(/gatehouse:(request|issue)=/),
        destination: expect.stringContaining(host),
      });
      await keepPicture(console_, `console-${partition}`);
      expect(await console_.evaluate<number>("history.length")).toBe(1);
      expect(errors).toEqual([]);
      await context.close();
    },
  );

  test("a deep link signs in at once and lands where it says; one to another host does not", async () => {
    const { context, page } = await openPage(stage.browser);
    await signIn(page, stage.demo.url, PRIYA);
    const arn = await firstRole(page, "aws");
    const place = "https://us-west-2.console.aws.amazon.com/sqs/v3/home?region=us-west-2";
    await page.goto(`${stage.demo.url}/role/${arn}?redirect=${encodeURIComponent(place)}`);
    expect((await consoleFacts(page))["destination"]).toBe(place);
    await page.goto(`${stage.demo.url}/role/${arn}?redirect=${encodeURIComponent("https://evil.example/")}`);
    await page.getByRole("heading", { level: 1 }).waitFor();
    expect(new URL(page.url()).origin).toBe(stage.demo.url);
    await keepPicture(page, "role-foreign-redirect");
    await context.close();
  });

  test("who is not signed in comes back to the deep link after signing in", async () => {
    const { context, page } = await openPage(stage.browser);
    await signIn(page, `${stage.demo.url}/role/no-such-role-here`, PRIYA);
    expect(new URL(page.url()).pathname).toBe("/role/no-such-role-here");
    await context.close();
  });
});
