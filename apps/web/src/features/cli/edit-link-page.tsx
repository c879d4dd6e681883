import { Navigate, useParams } from "@solidjs/router";

/** An address of the incumbent for a role, which bookmarks and `weep open` lead to: the answer about that role. */
export function EditLinkPage() {
  const params = useParams();
  const query = () => `${params["account"] ?? ""}:role/${params["role"] ?? ""}`;
  return <Navigate href={`/why?q=${encodeURIComponent(query())}`} />;
}
