import type { Me } from "@gatehouse/core/me";
import IdCard from "lucide-solid/icons/id-card";
import FileSearch from "lucide-solid/icons/file-search";
import KeyRound from "lucide-solid/icons/key-round";
import RefreshCw from "lucide-solid/icons/refresh-cw";
import ScanSearch from "lucide-solid/icons/scan-search";
import SquareTerminal from "lucide-solid/icons/square-terminal";
import ScrollText from "lucide-solid/icons/scroll-text";
import SlidersHorizontal from "lucide-solid/icons/sliders-horizontal";
import Webhook from "lucide-solid/icons/webhook";

/** The pages that the navigation leads to, in groups; the first group needs no heading. */
export const DESTINATIONS = [
  {
    heading: undefined,
    pages: [
      { path: "/", word: "Roles", icon: KeyRound },
      { path: "/why", word: "Check a role", icon: ScanSearch },
      { path: "/policies", word: "Policies", icon: FileSearch },
    ],
  },
  { heading: "Operate", pages: [{ path: "/jobs", word: "Sync", icon: RefreshCw }] },
];

/** What is about the person alone: beside the others or under “More”, and in the card behind their face. */
export const YOURS = [
  { path: "/me", word: "Your sign-on", icon: IdCard },
  { path: "/cli", word: "CLI logins", icon: SquareTerminal },
  { path: "/tokens", word: "API tokens", icon: Webhook },
];

/** Whether an address is a page, or a part of it. */
export function isAt(pathname: string, path: string): boolean {
  return pathname === path || pathname.startsWith(`${path}/`);
}

const AUDIT = { path: "/audit", word: "Audit log", icon: ScrollText };
const SETTINGS = { path: "/config", word: "Settings", icon: SlidersHorizontal };

/** Who did what, for everybody; what the rules are, for whom it concerns. At the thumb they are under “More”. */
export function overseeing(me: Me | undefined) {
  return me?.viewsSettings === true ? [AUDIT, SETTINGS] : [AUDIT];
}
