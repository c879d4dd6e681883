const OWNER = "gatehouse.person";

/** Forgets all that this tab keeps: drafts and pasted texts go with the person who leaves. */
export function forgetTab(): void {
  sessionStorage.clear();
}

/** Makes what this tab keeps one person's; what it kept of another's is forgotten first. */
export function keepTabFor(person: string): void {
  if ((sessionStorage.getItem(OWNER) ?? person) !== person) forgetTab();
  sessionStorage.setItem(OWNER, person);
}

const AFTER_SIGN_IN = "gatehouse.hash";

/** Keeps the end of this address over a sign-in: it is nothing that a server may be sent. */
export function holdHash(): void {
  if (location.hash !== "") sessionStorage.setItem(AFTER_SIGN_IN, location.hash);
}

/** The end of this address, or the one that was held over a sign-in; it is given once. */
export function takeHash(): string {
  const held = sessionStorage.getItem(AFTER_SIGN_IN) ?? "";
  sessionStorage.removeItem(AFTER_SIGN_IN);
  return location.hash || held;
}
