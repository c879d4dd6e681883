import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from "bun:test";
import type { Page } from "playwright-core";
import { browserPath, keepPicture, openPage } from "./chromium.ts";
import { chooseRole, denialOf, holdAnswers, policyOf, writePolicy } from "./policy-fields.ts";
import { HYE_JIN, PRIYA, setStage, signIn, type Stage } from "./stage.ts";

// A real browser shares the machine with whatever else runs.
setDefaultTimeout(60_000);

const chromium = browserPath();
let stage: Stage;

beforeAll(async () => {
  if (chromium !== undefined) stage = await setStage(chromium);
});

afterAll(() => stage?.clear());

const OF_PASTED = "/policies?who=pasted&action=s3:GetObject&resource=*";

/** What a page says aloud, of which the region was there before its words. */
const said = (page: Page) => page.locator(".answer-place > [role=status]");
const focused = (page: Page): Promise<string> =>
  page.evaluate<string>("document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.className");

/** Lets no call reach the server until it is told that the server is back. */
async function loseServer(page: Page, calls: RegExp): Promise<() => Promise<void>> {
  await page.route(calls, (route) => route.abort());
  return () => page.unroute(calls);
}

describe.skipIf(chromium === undefined)("an answer about policies", () => {
  test("is never shown for a denial that stands no longer in the field, without saying so", async () => {
    const { context, page, errors } = await openPage(stage.browser);
    await signIn(page, `${stage.demo.url}/policies/denied`, PRIYA);
    const field = page.getByLabel("What AWS said");
    const ask = page.getByRole("button", { name: "Explain it" });
    await field.fill(denialOf("sqs:SendMessage"));
    await ask.press("Enter");
    await page.getByRole("heading", { name: /^sqs:SendMessage must be allowed/ }).waitFor();
    await said(page).getByText("sqs:SendMessage must be allowed").waitFor({ state: "attached" });
    await field.fill(denialOf("sqs:ReceiveMessage"));
    await page.getByText("The text is another by now").waitFor();

    const release = await holdAnswers(page, /policies\.explain/);
    await ask.press("Enter");
    await page.getByText("Working out…").waitFor();
    expect(await page.getByRole("heading", { name: /SendMessage/ }).count()).toBe(0);
    release();
    await page.getByRole("heading", { name: /^sqs:ReceiveMessage/ }).waitFor();

    const back = await loseServer(page, /policies\.explain/);
    await field.fill(denialOf("sqs:DeleteMessage"));
    await ask.press("Enter");
    await page.getByRole("alert").waitFor();
    expect(await page.getByRole("heading", { name: /ReceiveMessage/ }).count()).toBe(0);
    await back();
    await ask.press("Enter");
    await page.getByRole("heading", { name: /^sqs:DeleteMessage/ }).waitFor();
    expect(errors).toEqual([]);
    await context.close();
  });

  test("says of which role, in which account and as of when it is, and which policies allow nothing", async () => {
    const { context, page } = await openPage(stage.browser);
    await signIn(page, `${stage.demo.url}/policies?action=ec2:RunInstances&resource=*`, HYE_JIN);
    await chooseRole(page, "Can this role", "AWSReservedSSO_ReadOnly");
    await page.getByRole("heading", { name: /no identity-based policy allows/ }).waitFor();
    await page.getByText(/^By the policies of AWSReservedSSO_ReadOnly\w* in .* as of /).waitFor();
    await page.getByText(/^Asked: managed policy ReadOnlyAccess/).waitFor();
    await page.goto(`${stage.demo.url}/policies/compare`);
    await chooseRole(page, "The first role", "AWSReservedSSO_Administrator");
    await chooseRole(page, "The second role", "AWSReservedSSO_ReadOnly");
    await page.getByText(/^By the policies of AWSReservedSSO_Administrator\w* in .* as of /).waitFor();
    await keepPicture(page, "policy-as-of");
    await context.close();
  });

  test("is of each letter of a key's value, and is none while nobody has said what the key is", async () => {
    const { context, page } = await openPage(stage.browser);
    await signIn(page, stage.demo.url + OF_PASTED, PRIYA);
    await page.locator(".cm-content").waitFor();
    await writePolicy(page, policyOf({ Action: "s3:*", Condition: { StringEquals: { "aws:SourceVpce": "vpce-12" } } }));
    await page.getByRole("heading", { name: /^It depends on aws:SourceVpce/ }).waitFor();
    await page.getByText("The request’s context").press("Enter");
    await page.getByRole("combobox", { name: "A condition key that is known" }).fill("aws:SourceVpce");
    await page.getByRole("button", { name: "Add the key" }).press("Enter");
    await page.getByText("still needs what aws:SourceVpce is").waitFor();
    expect(await focused(page)).toBe("Values of aws:SourceVpce, with commas between");
    await page.keyboard.type("vpce-1");
    await page.getByRole("heading", { name: /^No: no identity-based policy/ }).waitFor();
    await page.keyboard.type("2");
    await page.getByRole("heading", { name: /^Yes, whoever has these policies/ }).waitFor();
    await page.getByText("every key unknown").waitFor({ state: "detached" });
    await page.keyboard.type("x".repeat(4_100));
    await page.getByText("So much has no room in the address").waitFor();
    await page.waitForURL((at) => !at.searchParams.has("keys"));
    await page.reload();
    await page.getByRole("heading", { name: /^It depends on aws:SourceVpce/ }).waitFor();
    await context.close();
  });

  test("says of each statement whether it decides or may, and under which condition", async () => {
    const { context, page } = await openPage(stage.browser);
    await signIn(page, stage.demo.url + OF_PASTED, PRIYA);
    await page.locator(".cm-content").waitFor();
    const deny = {
      Sid: "Away",
      Effect: "Deny",
      Condition: { StringNotEquals: { "aws:RequestedRegion": "eu-west-1" } },
    };
    const statements = [deny, { Effect: "Allow" }].map((one) => ({ Action: "s3:*", Resource: "*", ...one }));
    await writePolicy(page, JSON.stringify({ Version: "2012-10-17", Statement: statements }, undefined, 2));
    await page.getByRole("button", { name: /^May deny pasted policy, statement 1 “Away”/ }).waitFor();
    await page.getByText("Only if: StringNotEquals aws:RequestedRegion eu-west-1").waitFor();
    await page.getByRole("button", { name: /^Allows pasted policy, statement 2/ }).waitFor();
    await keepPicture(page, "policy-may-deny");
    await context.close();
  });

  test("writes out what would turn its words around, and takes no name for HTML", async () => {
    const { context, page, errors } = await openPage(stage.browser);
    await signIn(page, stage.demo.url + OF_PASTED, PRIYA);
    await page.locator(".cm-content").waitFor();
    const sid = "<img src=x onerror=alert(1)>\u202Etxt";
    await writePolicy(page, policyOf({ Sid: sid, Action: "s3:*" }));
    const answer = page.getByRole("region", { name: "The answer" });
    await answer.getByRole("button", { name: /statement 1/ }).waitFor();
    const words = await answer.innerText();
    expect(words).toContain("“<img src=x onerror=alert(1)>\\u202etxt”");
    expect(words).toContain('"Sid": "<img src=x onerror=alert(1)>\\u202etxt"');
    expect(await page.evaluate<number>("document.querySelectorAll('main img[src]').length")).toBe(0);
    expect(errors).toEqual([]);
    await context.close();
  });
});

describe.skipIf(chromium === undefined)("a question about policies", () => {
  test("is not lost with the session, not even its last letters", async () => {
    const { context, page } = await openPage(stage.browser);
    await signIn(page, `${stage.demo.url}/policies?action=s3:GetObject&resource=*`, HYE_JIN);
    await chooseRole(page, "Can this role", "AWSReservedSSO_Administrator");
    await page.getByRole("heading", { name: /can do s3:GetObject/ }).waitFor();
    await context.clearCookies();
    const resource = "arn:aws:s3:::reports/last-letters";
    await page.getByRole("combobox", { name: "on this resource" }).fill(resource);
    await page.waitForURL(/login/);
    await page.getByRole("button", { name: "Hye-jin Seo" }).press("Enter");
    await page.getByRole("heading", { name: /can do s3:GetObject on arn:aws:s3:::reports\/last-letters/ }).waitFor();
    await context.close();
  });

  test("is tried again by keyboard where the server was gone, and what comes is said", async () => {
    const { context, page } = await openPage(stage.browser);
    await signIn(page, stage.demo.url + OF_PASTED, PRIYA);
    await page.locator(".cm-content").waitFor();
    const back = await loseServer(page, /policies\.(evaluate|lint)/);
    await writePolicy(page, policyOf({ Action: "s3:*" }));
    await page.getByRole("alert").waitFor();
    await back();
    await page.getByRole("button", { name: "Try again" }).press("Enter");
    await said(page).getByText("Yes, whoever").waitFor({ state: "attached" });
    expect(await focused(page)).toBe("answer-place");
    await context.close();
  });

  test("is there again on the way back by its tab, and by the browser's Back", async () => {
    const { context, page } = await openPage(stage.browser);
    await signIn(page, `${stage.demo.url}/policies?action=s3:GetObject&resource=*`, HYE_JIN);
    await chooseRole(page, "Can this role", "AWSReservedSSO_Administrator");
    const answer = page.getByRole("heading", { name: /can do s3:GetObject/ });
    await answer.waitFor();
    const simulator = page.getByRole("link", { name: "Simulator" });
    await simulator.press("Enter");
    await answer.waitFor();
    await page.getByRole("link", { name: "Compare" }).press("Enter");
    await page.getByText("Choose two roles").waitFor();
    await simulator.press("Enter");
    await answer.waitFor();
    await page.goBack();
    await page.getByText("Choose two roles").waitFor();
    await page.goBack();
    await answer.waitFor();
    await context.close();
  });
});

describe.skipIf(chromium === undefined)("a page of policies", () => {
  test("says that the server is gone where it was gone from the start, and is there once it is back", async () => {
    const { context, page } = await openPage(stage.browser);
    await signIn(page, `${stage.demo.url}/jobs`, PRIYA);
    const back = await loseServer(page, /api\/trpc/);
    await page.goto(`${stage.demo.url}/policies/denied`);
    await page.getByText("Who you are could not be read").waitFor();
    await back();
    await page.getByRole("button", { name: "Try again" }).press("Enter");
    await page.getByLabel("What AWS said").waitFor();
    await context.close();
  });

  test("leads to the place of a finding where the editor could not be loaded", async () => {
    const { context, page } = await openPage(stage.browser);
    await signIn(page, `${stage.demo.url}/jobs`, PRIYA);
    await page.route(/loaded-editor/, (route) => route.abort());
    await page.goto(`${stage.demo.url}/policies/lint`);
    const field = page.getByRole("textbox", { name: "The policy, as JSON" });
    await field.fill(policyOf({ Action: "s3:GetObjekt" }));
    await page.getByRole("button", { name: /warning, line 8, column/i }).press("Enter");
    const rest = "(({ value, selectionStart }) => value.slice(selectionStart))(document.activeElement)";
    expect(await page.evaluate<string>(rest)).toStartWith('"s3:GetObjekt"');
    await context.close();
  });
});

describe.skipIf(chromium === undefined)("a policy that is checked", () => {
  test("keeps what is typed while it is put in canonical form, and no error of a text that is gone", async () => {
    const { context, page } = await openPage(stage.browser);
    await signIn(page, `${stage.demo.url}/policies/lint`, PRIYA);
    await page.locator(".cm-content").waitFor();
    const form = page.getByRole("button", { name: "Put in canonical form" });
    const release = await holdAnswers(page, /policies\.format/);
    await form.press("Enter");
    await writePolicy(page, policyOf({ Action: "s3:GetObject", Resource: "arn:aws:s3:::typed/*" }));
    release();
    await page.getByText("The policy was changed meanwhile").waitFor();
    await page.locator(".cm-line", { hasText: "typed" }).waitFor();

    await writePolicy(page, "{");
    await form.press("Enter");
    const refused = page.getByRole("alert").getByText("This could not be put in canonical form");
    await refused.waitFor();
    await writePolicy(page, "{}");
    await refused.waitFor({ state: "detached" });
    await context.clearCookies();
    await form.press("Enter");
    await page.waitForURL(/login/);
    await context.close();
  });
});
