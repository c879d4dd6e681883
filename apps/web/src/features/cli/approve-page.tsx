import { useParams } from "@solidjs/router";
import { useMutation } from "@tanstack/solid-query";
import { Match, onMount, Switch } from "solid-js";
import { Alone } from "../../ui/alone.tsx";
import { Answered } from "./answered.tsx";
import { CannotApprove } from "./cannot-approve.tsx";
import { Decide } from "./decide.tsx";
import { NOT_BEGUN } from "./not-begun.ts";
import { answerLogin, openLogin } from "./queries.ts";

/** Did you start this? */
export function ApprovePage() {
  const params = useParams();
  const token = () => params["token"] ?? "";
  const notBegun = () => NOT_BEGUN.get(token());
  const opened = useMutation(openLogin);
  const answered = useMutation(answerLogin);
  onMount(() => {
    if (notBegun() === undefined) opened.mutate(token());
  });
  const answer = (approve: boolean) => {
    const asked = opened.data;
    if (asked) answered.mutate({ token: token(), nonce: asked.nonce, approve });
  };
  return (
    <Switch fallback={<Looking />}>
      <Match when={notBegun()}>
        {(why) => (
          <Alone title={why().title}>
            <h1 class="alone-title">{why().title}</h1>
            <p class="alone-lede">{why().text}</p>
            <a class="btn btn-lg" href="/cli">
              See what waits for you
            </a>
          </Alone>
        )}
      </Match>
      <Match when={opened.error}>{(error) => <CannotApprove error={error()} />}</Match>
      <Match when={answered.data}>{(done) => <Answered approved={done().approved} />}</Match>
      <Match when={opened.data}>
        {(asked) => (
          <Decide
            asked={asked()}
            busy={answered.isPending}
            error={answered.error}
            onAnswer={(approve) => answer(approve)}
          />
        )}
      </Match>
    </Switch>
  );
}

function Looking() {
  return (
    <Alone title="CLI login">
      <div class="delayed" role="status">
        <h1 class="alone-title">Who asks?</h1>
        <p class="alone-lede">Reading which command waits at this address.</p>
        <span class="skeleton h-40" />
      </div>
    </Alone>
  );
}
