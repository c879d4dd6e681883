import type { EligibleRole } from "@gatehouse/core/access/eligible-role";

export type PaletteOption =
  | { kind: "role"; id: string; title: string; sub: string; role: EligibleRole }
  | { kind: "page"; id: string; title: string; sub: string; path: string };

export type PaletteGroup = { heading: string; options: PaletteOption[] };

const PAGES: PaletteOption[] = [
  { kind: "page", id: "page-roles", title: "Roles", sub: "Which roles may I use?", path: "/" },
  { kind: "page", id: "page-why", title: "Check a role", sub: "Why can I, or can’t I, use it?", path: "/why" },
  {
    kind: "page",
    id: "page-policies",
    title: "Policy simulator",
    sub: "Can a role do an action on a resource?",
    path: "/policies",
  },
  {
    kind: "page",
    id: "page-lint",
    title: "Check a policy",
    sub: "What is wrong with it, and does it fit?",
    path: "/policies/lint",
  },
  {
    kind: "page",
    id: "page-compare",
    title: "Compare two roles or policies",
    sub: "What can one do that the other cannot?",
    path: "/policies/compare",
  },
  {
    kind: "page",
    id: "page-denied",
    title: "Explain a denial",
    sub: "Why did AWS say AccessDenied?",
    path: "/policies/denied",
  },
  { kind: "page", id: "page-me", title: "Your sign-on", sub: "Who does Gatehouse think I am?", path: "/me" },
  { kind: "page", id: "page-cli", title: "CLI logins", sub: "Which commands may fetch my credentials?", path: "/cli" },
  { kind: "page", id: "page-tokens", title: "API tokens", sub: "Which programs act as me?", path: "/tokens" },
  { kind: "page", id: "page-sync", title: "Sync", sub: "Is what Gatehouse knows true?", path: "/jobs" },
  { kind: "page", id: "page-audit", title: "Audit log", sub: "Who did what, when, from where?", path: "/audit" },
  { kind: "page", id: "page-config", title: "Settings", sub: "Who may use what, and who says so?", path: "/config" },
];

const MOST_ROLES = 8;

/** What a text finds, best first: roles to sign in to, pages, and the question why a role is not here. */
export function paletteGroups(text: string, roles: readonly EligibleRole[], recent: readonly string[]): PaletteGroup[] {
  const wanted = text.trim().toLowerCase();
  const found = wanted ? rankRoles(wanted, roles) : recentRoles(roles, recent);
  const again = !wanted && found.some(({ arn }) => recent.includes(arn));
  const groups: PaletteGroup[] = [
    { heading: again ? "Sign in again" : heading(found.length), options: found.slice(0, MOST_ROLES).map(roleOption) },
    { heading: "Pages", options: PAGES.filter((page) => matches(`${page.title} ${page.sub}`, wanted)) },
    { heading: "Ask", options: wanted ? [whyOption(text.trim())] : [] },
  ];
  return groups.filter((group) => group.options.length > 0);
}

function heading(found: number): string {
  return found > MOST_ROLES ? `Sign in, ${MOST_ROLES} of ${found}` : "Sign in";
}

function rankRoles(wanted: string, roles: readonly EligibleRole[]): EligibleRole[] {
  return roles
    .map((role) => ({ role, rank: rankOf(role, wanted) }))
    .filter(({ rank }) => rank < 9)
    .sort((a, b) => a.rank - b.rank)
    .map(({ role }) => role);
}

/** An exact name beats a beginning, a beginning beats a part, a name beats an account; 9 is no match. */
function rankOf(role: EligibleRole, wanted: string): number {
  const name = role.name.toLowerCase();
  const account = role.accountName.toLowerCase();
  if (role.arn.toLowerCase() === wanted || name === wanted) return 0;
  if (name.startsWith(wanted)) return 1;
  if (name.includes(wanted)) return 2;
  if (account.startsWith(wanted) || role.accountId.startsWith(wanted)) return 3;
  return matches(`${name} ${account} ${role.arn}`, wanted) ? 4 : 9;
}

function matches(text: string, wanted: string): boolean {
  const lower = text.toLowerCase();
  return wanted.split(/\s+/).every((word) => lower.includes(word));
}

function recentRoles(roles: readonly EligibleRole[], recent: readonly string[]): EligibleRole[] {
  const byArn = new Map(roles.map((role) => [role.arn, role]));
  const known = recent.flatMap((arn) => byArn.get(arn) ?? []);
  return known.length > 0 ? known.slice(0, 5) : roles.slice(0, 5);
}

function roleOption(role: EligibleRole): PaletteOption {
  return {
    kind: "role",
    id: `role-${role.arn}`,
    title: role.name,
    sub: `${role.accountName} · ${role.accountId}`,
    role,
  };
}

function whyOption(text: string): PaletteOption {
  return {
    kind: "page",
    id: "ask-why",
    title: `Why can I, or can’t I, use “${text}”?`,
    sub: "Check a role",
    path: `/why?q=${encodeURIComponent(text)}`,
  };
}

/** Cuts a text into what matched and what did not, to mark it. */
export function markParts(text: string, wanted: string): { text: string; hit: boolean }[] {
  const at = wanted ? text.toLowerCase().indexOf(wanted.toLowerCase()) : -1;
  if (at < 0) return [{ text, hit: false }];
  const end = at + wanted.length;
  return [
    { text: text.slice(0, at), hit: false },
    { text: text.slice(at, end), hit: true },
    { text: text.slice(end), hit: false },
  ].filter((part) => part.text);
}
