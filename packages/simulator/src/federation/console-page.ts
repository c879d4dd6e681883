import { getAccount } from "../world/find.ts";
import type { Estate } from "../world/world.ts";
import type { SignedIn } from "./sign-in.ts";

const STYLE = `
:root { color-scheme: light dark; --ink: #16191f; --paper: #f2f3f3; --card: #ffffff; --line: #d5dbdb; --quiet: #545b64; }
@media (prefers-color-scheme: dark) { :root { --ink: #e9ebed; --paper: #0f1b2a; --card: #192534; --line: #414d5c; --quiet: #b6bec9; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 15px/1.5 system-ui, sans-serif; }
header { background: #232f3e; color: #ffffff; padding: 12px 24px; font-weight: 600; }
main { max-width: 760px; margin: 32px auto; padding: 0 24px; }
h1 { font-size: 22px; margin: 0 0 8px; }
h2 { font-size: 16px; margin: 0; padding: 16px 20px 0; }
p { color: var(--quiet); margin: 0 0 16px; overflow-wrap: anywhere; }
section { background: var(--card); border: 1px solid var(--line); border-radius: 8px; margin: 0 0 16px; }
dl { display: grid; grid-template-columns: minmax(120px, 200px) 1fr; gap: 8px 24px; margin: 0; padding: 16px 20px; }
dt { color: var(--quiet); }
dd { margin: 0; overflow-wrap: anywhere; }
`;

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

type Fact = readonly [label: string, value: string | undefined, id: string];

function facts(rows: readonly Fact[]): string {
  const shown = rows.map(([label, value, id]) => {
    const text = value ? escapeHtml(value) : "none";
    return `<dt>${escapeHtml(label)}</dt><dd data-testid="${id}">${text}</dd>`;
  });
  return `<dl>${shown.join("")}</dl>`;
}

const tagText = (tags: Readonly<Record<string, string>>) =>
  Object.entries(tags)
    .map(([key, value]) => `${key}=${value}`)
    .join(", ");

function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${escapeHtml(title)}</title>
<link rel="stylesheet" href="/federation/console.css">
</head>
<body>
<header>AWS Management Console (simulated)</header>
<main>${body}</main>
</body>
</html>
`;
}

/** The style sheet of both pages; it is served by itself, so that no style stands in the page. */
export const CONSOLE_STYLE = STYLE;

/** The page that stands for the AWS console: who is signed in, where, and until when. */
export function consolePage(estate: Estate, { identity, destination, issuer }: SignedIn): string {
  const account = getAccount(estate, identity.accountId);
  const role = identity.roleArn?.split("/").at(-1) ?? "";
  const signedIn = facts([
    ["Account", identity.accountId, "account-id"],
    ["Account name", account.name, "account-name"],
    ["Partition", identity.partition, "partition"],
    ["Role", role, "role"],
    ["Role ARN", identity.roleArn, "role-arn"],
    ["Session name", identity.sessionName, "session-name"],
    ["Source identity", identity.sourceIdentity, "source-identity"],
    ["Session tags", tagText(identity.tags), "session-tags"],
    ["Session ends", new Date(identity.expires ?? 0).toISOString(), "expires"],
  ]);
  const arrival = facts([
    ["Destination", destination.href, "destination"],
    ["Issuer", issuer, "issuer"],
  ]);
  return page(
    `${role} in ${account.name} – AWS console (simulated)`,
    `<h1>Signed in to ${escapeHtml(account.name)}</h1>
<p>This page stands for the AWS console. Nothing here reaches AWS.</p>
<section aria-labelledby="session"><h2 id="session">Session</h2>${signedIn}</section>
<section aria-labelledby="arrival"><h2 id="arrival">Sign-in request</h2>${arrival}</section>`,
  );
}

/** The page that tells why a sign-in was refused. */
export function refusalPage(reason: string): string {
  return page(
    "Sign-in refused – AWS console (simulated)",
    `<h1>AWS refused the sign-in</h1><p data-testid="refusal">${escapeHtml(reason)}</p>`,
  );
}
