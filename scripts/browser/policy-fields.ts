import { formatArn } from "@gatehouse/core/arn";
import type { Page } from "playwright-core";

/** Writes into an editor by keyboard, in place of what stands there. */
export async function writePolicy(page: Page, text: string): Promise<void> {
  await page.locator(".cm-content").first().focus();
  await page.keyboard.press("Control+a");
  await page.keyboard.insertText(text);
}

/** Chooses the first role that a text finds. */
export async function chooseRole(page: Page, field: string, typed: string): Promise<void> {
  await page.getByRole("combobox", { name: field }).fill(typed);
  await page
    .getByRole("option", { name: new RegExp(typed) })
    .first()
    .waitFor();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
}

/** A policy with one statement, as people write it. */
export function policyOf(more: object): string {
  const statement = { Sid: "Read", Effect: "Allow", Resource: "*", ...more };
  return JSON.stringify({ Version: "2012-10-17", Statement: [statement] }, undefined, 2);
}

const IN_ACCOUNT = { partition: "aws", accountId: "111111111111" };
const SESSION = formatArn({ ...IN_ACCOUNT, service: "sts", region: "", resource: "assumed-role/orders/ann" });
const QUEUE = formatArn({ ...IN_ACCOUNT, service: "sqs", region: "eu-west-1", resource: "jobs" });

/** What AWS says to a session that may not do an action on a queue. */
export function denialOf(action: string): string {
  return `User: ${SESSION} is not authorized to perform: ${action} on resource: ${QUEUE} because no identity-based policy allows the ${action} action`;
}

/** Holds back the server's answers to calls whose address fits, until it is told to let them go. */
export async function holdAnswers(page: Page, calls: RegExp): Promise<() => void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  await page.route(calls, async (route) => {
    await promise;
    await route.continue();
  });
  return resolve;
}
