import { A, useLocation } from "@solidjs/router";
import MapPinOff from "lucide-solid/icons/map-pin-off";
import { usePage } from "../../lib/page.tsx";

/** Says that there is no such page, and where one may have wanted to go. */
export function NotFoundPage() {
  const location = useLocation();
  usePage(() => ({ title: "No such page", crumbs: ["No such page"] }));
  return (
    <div class="page">
      <div class="empty">
        <MapPinOff />
        <h1>There is no page here</h1>
        <p>
          Nothing in Gatehouse has the address <span class="thing">{location.pathname}</span>. A sign-in link begins
          with <span class="thing">/role/</span>.
        </p>
        <A class="btn" href="/">
          Go to your roles
        </A>
      </div>
    </div>
  );
}
