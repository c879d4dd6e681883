import { problemOf, type Problem } from "../../lib/failure.ts";
import { Alone } from "../../ui/alone.tsx";

const TITLES: Partial<Record<Problem["code"], string>> = {
  "not-found": "No command waits here any more",
  forbidden: "You can’t approve this one here",
  conflict: "This page can be seen once",
};

/** Why this visitor cannot answer, and what to do; nothing was given to anyone. */
export function CannotApprove(props: { error: unknown }) {
  const problem = () => problemOf(props.error);
  const title = () => TITLES[problem().code] ?? "This could not be read";
  return (
    <Alone title={title()}>
      <h1 class="alone-title">{title()}</h1>
      <p class="alone-lede" role="alert">
        {problem().message}
      </p>
      <a class="btn btn-lg" href="/cli">
        See what waits for you
      </a>
      <p class="alone-foot">Nothing was given to anyone.</p>
    </Alone>
  );
}
