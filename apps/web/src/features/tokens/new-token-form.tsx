import type { TokenLine } from "@gatehouse/core/api-token";
import type { Command } from "@gatehouse/core/commands";
import { useMutation } from "@tanstack/solid-query";
import ChevronDown from "lucide-solid/icons/chevron-down";
import Plus from "lucide-solid/icons/plus";
import { createSignal, For, Show } from "solid-js";
import { count } from "../../lib/format.ts";
import { ErrorPlace } from "../../ui/error-place.tsx";
import { createToken } from "./queries.ts";
import { scopeWords } from "./scope-words.ts";

export type Made = { token: TokenLine; text: string };

const DAYS = [7, 30, 90, 180, 365];

/** Asks for a token's name, commands and life. */
export function NewTokenForm(props: { list: { scopes: Command[]; mostDays: number }; onMade: (made: Made) => void }) {
  const make = useMutation(createToken);
  const [chosen, setChosen] = createSignal<readonly Command[]>([]);
  const days = () => DAYS.filter((some) => some <= props.list.mostDays);
  const toggle = (scope: Command) =>
    setChosen((before) => (before.includes(scope) ? before.filter((one) => one !== scope) : [...before, scope]));
  const submit = (event: SubmitEvent & { currentTarget: HTMLFormElement }) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const name = form.get("name");
    const wanted = {
      name: typeof name === "string" ? name : "",
      scopes: [...chosen()],
      days: Number(form.get("days")),
    };
    make.mutate(wanted, { onSuccess: (made) => props.onMade(made) });
  };
  return (
    <form class="card" aria-labelledby="new" onSubmit={submit}>
      <div class="card-head">
        <h2 id="new">New token</h2>
      </div>
      <div class="card-body grid gap-4">
        <div class="flex flex-wrap items-end gap-3">
          <label class="min-w-0 grow">
            <span class="label">What is it for?</span>
            <input class="input" name="name" required maxlength="80" placeholder="nightly report" />
          </label>
          <label>
            <span class="label">Expires after</span>
            <span class="select">
              <select name="days">
                <For each={days()}>
                  {(some) => (
                    <option value={some} selected={some === 30}>
                      {count(some, "day")}
                    </option>
                  )}
                </For>
              </select>
              <ChevronDown />
            </span>
          </label>
        </div>
        <fieldset class="bare">
          <legend class="label">What may it do?</legend>
          <ul class="scopes">
            <For each={props.list.scopes}>
              {(scope) => (
                <li>
                  <label class="check-label">
                    <input
                      type="checkbox"
                      class="check"
                      checked={chosen().includes(scope)}
                      onChange={() => toggle(scope)}
                    />
                    <span>
                      {scopeWords(scope)} <span class="scope-name">{scope}</span>
                    </span>
                  </label>
                </li>
              )}
            </For>
          </ul>
        </fieldset>
        <Show when={make.error}>{(error) => <ErrorPlace error={error()} what="No token was made" />}</Show>
      </div>
      <div class="card-foot">
        <button type="submit" class="btn btn-primary" disabled={make.isPending || chosen().length === 0}>
          <Plus /> Make the token
        </button>
        <Show when={chosen().length === 0}>
          <span class="text-xs text-muted">Choose what it may do first.</span>
        </Show>
      </div>
    </form>
  );
}
