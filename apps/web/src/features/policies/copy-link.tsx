import Link from "lucide-solid/icons/link";
import { copy } from "../../lib/copy.ts";
import { packTexts } from "./policy-link.ts";

/** Copies an address of the page that brings the pasted policies with it, which the usual address does not. */
export function CopyLink(props: { texts: Readonly<Record<string, string>> }) {
  const copyLink = async () => {
    const end = await packTexts(props.texts);
    await copy(location.origin + location.pathname + location.search + end, "Link with the policies", "");
  };
  return (
    <button type="button" class="btn btn-sm" onClick={() => void copyLink()}>
      <Link /> Copy a link with the policies
    </button>
  );
}
