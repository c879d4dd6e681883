import { Alone } from "../../ui/alone.tsx";
import type { Asked } from "./deep-link.ts";

/** The link means none of the person's roles: says why, and where the whole answer is. */
export function NoRole(props: { asked: Asked; problem: string | undefined }) {
  return (
    <Alone title="No role of yours matches">
      <h1 class="alone-title">This link opens no role for you</h1>
      <p class="alone-lede">{props.problem ?? "None of your roles matches it."}</p>
      <p class="text-muted">
        Looked for <code class="thing">{props.asked.query}</code> in the ARNs and accounts of your roles.
      </p>
      <div class="alone-actions">
        <a class="btn btn-lg" href="/">
          Go to your roles
        </a>
        <a class="btn btn-primary btn-lg" href={`/why?q=${encodeURIComponent(props.asked.query)}`}>
          See why you can’t use it
        </a>
      </div>
    </Alone>
  );
}
