import KeyRound from "lucide-solid/icons/key-round";
import RefreshCw from "lucide-solid/icons/refresh-cw";
import ScanSearch from "lucide-solid/icons/scan-search";

/** The pages that the navigation leads to, in groups; the first group needs no heading. */
export const DESTINATIONS = [
  {
    heading: undefined,
    pages: [
      { path: "/", word: "Roles", icon: KeyRound },
      { path: "/why", word: "Check a role", icon: ScanSearch },
    ],
  },
  { heading: "Operate", pages: [{ path: "/jobs", word: "Sync", icon: RefreshCw }] },
];
