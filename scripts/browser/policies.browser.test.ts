import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from "bun:test";
import type { Page } from "playwright-core";
import { browserPath, keepPicture, openPage } from "./chromium.ts";
import { chooseRole, holdAnswers, policyOf, writePolicy } from "./policy-fields.ts";
import { HYE_JIN, PRIYA, TOMAS, setStage, signIn, type Stage } from "./stage.ts";

// A real browser shares the machine with whatever else runs.
setDefaultTimeout(60_000);

const chromium = browserPath();
let stage: Stage;

beforeAll(async () => {
  if (chromium !== undefined) stage = await setStage(chromium);
});

afterAll(() => stage?.clear());

const shown = (page: Page): Promise<string> =>
  page.evaluate<string>("[...document.querySelectorAll('.cm-line')].map((line) => line.textContent).join('\\n')");
const focused = (page: Page): Promise<string> =>
  page.evaluate<string>("document.activeElement?.closest('.cm-editor') ? 'editor' : document.activeElement?.tagName");

describe.skipIf(chromium === undefined)("policies, by keyboard alone", () => {
  test("one is written with what the editor offers, checked, mended and left by Tab", async () => {
    const { context, page, errors } = await openPage(stage.browser);
    await signIn(page, `${stage.demo.url}/policies/lint`, PRIYA);
    await page.locator(".cm-content").waitFor();
    await writePolicy(page, '{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Resource": "*", "Action": ');
    await page.keyboard.type('"s3:getobjecttagg');
    await page.locator(".cm-tooltip-autocomplete li", { hasText: "s3:GetObjectTagging" }).first().waitFor();
    // The list takes no key in its first moment, so that none is hit by chance.
    await page.waitForTimeout(200);
    await page.keyboard.press("Enter");
    expect(await shown(page)).toContain('"s3:GetObjectTagging"');

    await writePolicy(page, policyOf({ Action: "s3:GetObjekt" }));
    const place = page.getByRole("button", { name: /warning, line 8, column/i });
    await place.waitFor();
    await page.getByText("s3:GetObject or").waitFor();
    await page.keyboard.press("Tab");
    expect(await focused(page)).not.toBe("editor");
    await place.focus();
    await page.keyboard.press("Enter");
    expect(await focused(page)).toBe("editor");
    await page.getByRole("button", { name: "Fix line 8" }).press("Enter");
    await page.locator(".cm-line", { hasText: '"s3:GetObject"' }).waitFor();
    expect(await focused(page)).toBe("editor");
    await page.reload();
    await page.locator(".cm-content").waitFor();
    expect(await shown(page)).toContain('"s3:GetObject"');
    await page.getByLabel("Kind").selectOption("session");
    await page.getByText(/of 2,048 characters/).waitFor();
    await page.waitForURL(/kind=session/);
    await keepPicture(page, "policy-checked");
    expect(errors).toEqual([]);
    await context.close();
  });

  test("a role of the estate is asked about: the answer names its statement and what was not read, and is shared by address", async () => {
    const { context, page, errors } = await openPage(stage.browser);
    await signIn(page, `${stage.demo.url}/policies`, HYE_JIN);
    await page.getByText("still needs a role").waitFor();
    await page.getByRole("combobox", { name: "Can this role" }).focus();
    await page.keyboard.type("AWSReservedSSO_Administrator");
    await page
      .getByRole("option", { name: /Administrator/ })
      .first()
      .waitFor();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    await page.keyboard.type("s3:getobjecttagg");
    await page
      .getByRole("option", { name: /s3:GetObjectTagging/ })
      .first()
      .waitFor();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.getByRole("combobox", { name: "on this resource" }).focus();
    await page.keyboard.type("*");
    const answer = page.getByRole("region", { name: "The answer" });
    await answer.waitFor();
    expect(await answer.innerText()).toMatch(
      /can do s3:GetObjectTagging on every resource, as far as the policies were read/,
    );
    expect(await answer.innerText()).toContain("Service control policies were not read");
    await answer.getByRole("button", { name: /managed policy AdministratorAccess, statement 1/ }).press("Enter");
    expect(await answer.locator(".marked").first().innerText()).toContain("{");
    await page.waitForURL(/resource=/);
    const { context: other, page: second } = await openPage(stage.browser);
    await signIn(second, page.url(), HYE_JIN);
    await second.getByRole("region", { name: "The answer" }).waitFor();
    await keepPicture(page, "policy-simulated");
    expect(errors).toEqual([]);
    await Promise.all([context.close(), other.close()]);
  });

  test("an answer that hangs on a key names it, and is decided once the key is set", async () => {
    const { context, page } = await openPage(stage.browser);
    await signIn(page, `${stage.demo.url}/policies?who=pasted&action=s3:GetObject&resource=*`, PRIYA);
    await page.locator(".cm-content").waitFor();
    await writePolicy(
      page,
      policyOf({ Action: "s3:*", Condition: { Bool: { "aws:MultiFactorAuthPresent": "true" } } }),
    );
    await page.getByRole("heading", { name: /It depends on aws:MultiFactorAuthPresent/ }).waitFor();
    await page.getByRole("button", { name: "Set to true" }).press("Enter");
    await page.getByRole("heading", { name: /^Yes, whoever has these policies can do s3:GetObject/ }).waitFor();
    expect(await page.evaluate<string>("document.activeElement?.textContent")).toContain("whoever has these policies");
    await page.waitForURL(/keys=/);
    await page.getByLabel("State of aws:MultiFactorAuthPresent").selectOption("absent");
    await page.getByRole("heading", { name: /^No: no identity-based policy allows/ }).waitFor();
    await page.getByRole("button", { name: /Would allow pasted policy, statement 1 “Read”/ }).waitFor();
    await page.getByText("Does not hold: Bool aws:MultiFactorAuthPresent true; the request lacks the key").waitFor();
    await keepPicture(page, "policy-decided");
    await context.close();
  });

  test("what is offered for a key is a value that the condition holds for, and never its range or pattern", async () => {
    const { context, page } = await openPage(stage.browser);
    await signIn(page, `${stage.demo.url}/policies?who=pasted&action=s3:GetObject&resource=*`, PRIYA);
    await page.locator(".cm-content").waitFor();
    for (const [condition, offer] of [
      [{ IpAddress: { "aws:SourceIp": "10.20.0.0/16" } }, "Set to 10.20.0.1"],
      [{ Null: { "aws:TokenIssueTime": "true" } }, "Absent"],
      [{ StringLike: { "s3:prefix": "home/*" } }, "Set to home/example"],
      [{ NumericLessThan: { "aws:MultiFactorAuthAge": "3600" } }, "Set to 3599"],
    ] as const) {
      await writePolicy(page, policyOf({ Action: "s3:*", Condition: condition }));
      const [key = ""] = Object.values(condition).flatMap((keys) => Object.keys(keys));
      await page.getByRole("heading", { name: `It depends on ${key}` }).waitFor();
      await page.getByRole("button", { name: new RegExp(`^${offer}.* holds$`) }).press("Enter");
      await page.getByRole("heading", { name: /^Yes, whoever has these policies can do s3:GetObject/ }).waitFor();
      await page.getByRole("button", { name: `Forget ${key}` }).press("Enter");
    }
    await context.close();
  });

  test("a denial is pasted, explained, and its statement shown", async () => {
    const { context, page, errors } = await openPage(stage.browser);
    await signIn(page, `${stage.demo.url}/policies/denied`, PRIYA);
    await page.getByLabel("What AWS said").focus();
    await page.keyboard.insertText(
      "User: arn:aws:sts::111111111111:assumed-role/orders/ann is not authorized to perform: sqs:SendMessage on resource: arn:aws:sqs:eu-west-1:111111111111:jobs because no permissions boundary allows the sqs:SendMessage action",
    );
    await page.getByRole("button", { name: "Explain it" }).press("Enter");
    const card = page.getByRole("region", { name: "sqs:SendMessage" });
    await card.waitFor();
    expect(await card.innerText()).toContain("permissions boundary");
    expect(await card.locator("pre").first().innerText()).toContain('"Action": "sqs:SendMessage"');
    await page.getByLabel("What AWS said").fill("nothing of the kind");
    await page.getByRole("button", { name: "Explain it" }).press("Enter");
    await page.getByRole("heading", { name: "This text tells of no denial" }).waitFor();
    expect(errors).toEqual([]);
    await context.close();
  });

  test("two roles are compared, found in haste by what was typed last", async () => {
    const { context, page, errors } = await openPage(stage.browser);
    await signIn(page, `${stage.demo.url}/policies/compare`, HYE_JIN);
    await page.getByText("Choose two roles").waitFor();
    for (const [field, typed] of [
      ["The first role", "AWSReservedSSO_Administrator"],
      ["The second role", "AWSReservedSSO_ReadOnly"],
    ] as const) {
      await chooseRole(page, field, typed);
    }
    await page.getByRole("heading", { name: "The first can do everything that the second can, and more." }).waitFor();
    const gains = page.getByRole("region", { name: /^Only AWSReservedSSO_Administrator/ });
    await gains.locator("summary").first().press("Enter");
    await gains
      .getByText(/Allowed by AdministratorAccess, statement 1/)
      .first()
      .waitFor();
    await gains.getByRole("button", { name: /^Show 35 more differences of Permissions management/ }).press("Enter");
    expect(await page.evaluate<string>("document.activeElement.tagName")).toBe("SUMMARY");
    await gains.getByText("These are the 40 weightiest.").waitFor();
    const all = gains.getByRole("button", { name: /^Show all \d+ of Permissions management/ });
    const [total = 0] = (await all.innerText()).match(/\d+/)?.map(Number) ?? [];
    await all.press("Enter");
    await gains
      .locator(".compared-level")
      .first()
      .locator("li")
      .nth(total - 1)
      .waitFor();
    expect(await page.evaluate<string>("document.activeElement.textContent")).toContain("Permissions management");
    expect(errors).toEqual([]);
    await context.close();
  });

  test("policies that are pasted besides stay over a reload, go with a link of their own, and are missed where it lacks them", async () => {
    const { context, page } = await openPage(stage.browser);
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await signIn(page, `${stage.demo.url}/policies?action=s3:GetObject&resource=*`, HYE_JIN);
    await chooseRole(page, "Can this role", "AWSReservedSSO_Administrator");
    const allowed = page.getByRole("heading", { name: /can do s3:GetObject on every resource/ });
    await allowed.waitFor();
    await page.getByText("Other policies that bear on it").press("Enter");
    await page.getByRole("button", { name: "Paste it" }).press("Enter");
    await page.locator(".cm-content").waitFor();
    expect(await focused(page)).toBe("editor");
    await page.getByText("still needs the service control policy: paste it or leave it out").waitFor();
    await page.keyboard.insertText(policyOf({ Effect: "Deny", Action: "s3:*" }));
    const denied = /^No: a service control policy denies s3:GetObject/;
    await page.getByRole("heading", { name: denied }).waitFor();
    await page.waitForURL(/with=serviceControl/);
    await page.reload();
    await page.getByRole("heading", { name: denied }).waitFor();
    await keepPicture(page, "policy-pasted");

    await page.getByRole("button", { name: "Copy a link with the policies" }).press("Enter");
    await page.getByText("Link with the policies copied").waitFor();
    const link = await page.evaluate<string>("navigator.clipboard.readText()");
    const { context: other, page: second } = await openPage(stage.browser);
    await signIn(second, link, HYE_JIN);
    await second.getByRole("heading", { name: denied }).waitFor();
    expect(second.url()).not.toContain("#");
    const { context: third, page: bare } = await openPage(stage.browser);
    await signIn(bare, page.url(), HYE_JIN);
    await bare.getByText("still needs the service control policy").waitFor();

    await page.getByRole("button", { name: /^Leave it out/ }).press("Enter");
    await allowed.waitFor();
    expect(await page.evaluate<string>("document.activeElement.textContent")).toBe("Paste it");
    await Promise.all([context.close(), other.close(), third.close()]);
  });

  test("what one person pasted is gone for the next, whether they signed out or not", async () => {
    const { context, page } = await openPage(stage.browser);
    await signIn(page, `${stage.demo.url}/policies/denied`, HYE_JIN);
    const field = page.getByLabel("What AWS said");
    await field.fill("a secret of Hye-jin’s");
    await page.reload();
    await field.waitFor();
    expect(await field.inputValue()).toBe("a secret of Hye-jin’s");
    await context.clearCookies();
    await signIn(page, `${stage.demo.url}/policies/denied`, PRIYA);
    await field.waitFor();
    expect(await field.inputValue()).toBe("");
    await field.fill("a secret of Priya’s");
    await page.getByRole("button", { name: /Priya Raman/ }).press("Enter");
    await page.getByRole("button", { name: "Sign out of Gatehouse" }).press("Enter");
    await page.waitForURL(/login/);
    expect(await page.evaluate<string>("JSON.stringify(sessionStorage)")).not.toContain("secret");
    await context.close();
  });

  test("an answer is never shown under the names of another question, and is marked while the next is worked out", async () => {
    const { context, page } = await openPage(stage.browser);
    await signIn(page, `${stage.demo.url}/policies/compare`, HYE_JIN);
    await chooseRole(page, "The first role", "AWSReservedSSO_Administrator");
    await chooseRole(page, "The second role", "AWSReservedSSO_ReadOnly");
    await page.getByRole("region", { name: /^Only AWSReservedSSO_Administrator/ }).waitFor();
    const release = await holdAnswers(page, /policies\.(compare|evaluate)/);
    await chooseRole(page, "The first role", "AWSReservedSSO_PowerUser");
    await page.getByText("Working out…").waitFor();
    expect(await page.getByRole("region", { name: /^Only/ }).count()).toBe(0);
    release();
    await page.getByRole("region", { name: /^Only AWSReservedSSO_PowerUser/ }).waitFor();

    await page.goto(`${stage.demo.url}/policies?who=pasted&action=s3:GetObject&resource=*`);
    await page.locator(".cm-content").waitFor();
    await writePolicy(page, policyOf({ Action: "s3:*" }));
    await page.getByRole("heading", { name: /^Yes, whoever/ }).waitFor();
    const answer = await holdAnswers(page, /policies\.evaluate/);
    await writePolicy(page, policyOf({ Action: "ec2:*" }));
    await page.locator('[aria-busy="true"]', { hasText: "Working out…" }).waitFor();
    await page.locator(".answer-old", { hasText: "Yes, whoever" }).waitFor();
    answer();
    await page.getByRole("heading", { name: /^No: no identity-based policy/ }).waitFor();
    expect(await page.locator('[aria-busy="true"]').count()).toBe(0);
    await context.close();
  });

  test("a field of roles says when nothing fits, and Enter takes the only one that does", async () => {
    const { context, page } = await openPage(stage.browser);
    await signIn(page, `${stage.demo.url}/policies`, TOMAS);
    await page.getByText("There is no role that you may ask about").waitFor();
    await context.clearCookies();
    await signIn(page, `${stage.demo.url}/policies`, HYE_JIN);
    const field = page.getByRole("combobox", { name: "Can this role" });
    await field.fill("no-such-role");
    await page.getByText("None of the roles that you may ask about has this").waitFor();
    await field.fill("AWSReservedSSO_Administrator");
    await page.getByRole("option").first().waitFor();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    const arn = await field.inputValue();
    await field.fill(arn.slice(0, -1));
    await page.locator(".combobox-option").nth(1).waitFor({ state: "detached" });
    await page.locator(".combobox-option").waitFor();
    await page.keyboard.press("Enter");
    expect(await field.inputValue()).toBe(arn);
    await context.close();
  });

  test("a policy that is pasted as one line is laid out", async () => {
    const { context, page } = await openPage(stage.browser);
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await signIn(page, `${stage.demo.url}/policies/lint`, PRIYA);
    await page.locator(".cm-content").waitFor();
    const pasted = JSON.stringify(JSON.parse(policyOf({ Action: ["s3:GetObject", "s3:PutObject"] })));
    await page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(pasted)})`);
    await page.locator(".cm-content").focus();
    await page.keyboard.press("Control+a");
    await page.keyboard.press("Control+v");
    await page.locator(".cm-line").nth(8).waitFor();
    expect(await shown(page)).toBe(JSON.stringify(JSON.parse(pasted), undefined, 2));
    await context.close();
  });

  test("a policy that cannot be checked is never told to be free of findings", async () => {
    const { context, page } = await openPage(stage.browser);
    await signIn(page, `${stage.demo.url}/policies/lint`, PRIYA);
    await page.locator(".cm-content").waitFor();
    await writePolicy(page, policyOf({ Action: "s3:GetObject", Resource: "arn:aws:s3:::reports/*" }));
    await page.getByText("Nothing found").waitFor();
    await context.setOffline(true);
    await writePolicy(page, policyOf({ Action: "s3:GetObjekt" }));
    await page.getByText("Not checked: offline").waitFor();
    expect(await page.getByText("No rule has anything to say of it").count()).toBe(0);
    await context.setOffline(false);
    await page
      .getByRole("button", { name: /warning, line/i })
      .first()
      .waitFor();
    await page.getByLabel("Account").fill("12345");
    await page.getByText("12 digits").waitFor();
    await context.close();
  });

  test("a resource's policy is checked for the role by which one changes it", async () => {
    const { context, page, errors } = await openPage(stage.browser);
    await signIn(page, `${stage.demo.url}/policies/lint?kind=s3-bucket`, HYE_JIN);
    await page.locator(".cm-content").waitFor();
    const others = { StringNotLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/NobodyElse" } };
    await writePolicy(page, policyOf({ Effect: "Deny", Principal: "*", Action: "s3:*", Condition: others }));
    await chooseRole(page, "The role by which you change it", "AWSReservedSSO_Administrator");
    await page
      .getByText(/This denies s3:PutBucketPolicy to your own role, arn:.*AWSReservedSSO_Administrator/)
      .waitFor();
    await keepPicture(page, "policies-own-role");
    await page.getByLabel("Kind").selectOption("managed");
    await page.getByRole("combobox", { name: "The role by which you change it" }).waitFor({ state: "detached" });
    expect(errors).toEqual([]);
    await context.close();
  });
});
