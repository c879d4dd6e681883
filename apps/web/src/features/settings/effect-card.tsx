import type { Access, AccessChange, NamedChange, SettingsEffect } from "@gatehouse/core/settings/effect";
import ArrowRight from "lucide-solid/icons/arrow-right";
import Minus from "lucide-solid/icons/minus";
import Plus from "lucide-solid/icons/plus";
import { For, Show } from "solid-js";
import { count, number } from "../../lib/format.ts";
import { EnvChip } from "../../ui/env-chip.tsx";

const WORDS: Record<Access, string> = {
  none: "no access",
  "cli-only": "CLI only",
  "console-and-cli": "console and CLI",
};

/** Who would gain and who would lose what: gains first, then losses, then lists of names. */
export function EffectCard(props: { effect: SettingsEffect; stale: string | undefined }) {
  const nothing = () => props.effect.gainCount + props.effect.lossCount + props.effect.namedCount === 0;
  return (
    <section class="card" aria-labelledby="effect">
      <div class="card-head">
        <h2 id="effect">{headline(props.effect)}</h2>
      </div>
      <Show when={props.stale}>{(why) => <p class="card-body text-warning-text">{why()}</p>}</Show>
      <Show when={nothing()}>
        <p class="card-body text-muted">Everybody keeps exactly the access that they have now.</p>
      </Show>
      <ul class="list">
        <For each={props.effect.gains}>{(change) => <Delta change={change} gain />}</For>
        <More shown={props.effect.gains.length} of={props.effect.gainCount} what="gain" />
        <For each={props.effect.losses}>{(change) => <Delta change={change} gain={false} />}</For>
        <More shown={props.effect.losses.length} of={props.effect.lossCount} what="loss" />
        <For each={props.effect.named}>{(change) => <Named change={change} />}</For>
        <More shown={props.effect.named.length} of={props.effect.namedCount} what="name" />
      </ul>
    </section>
  );
}

function headline({ gainCount, lossCount, namedCount }: SettingsEffect): string {
  const parts = [
    ...(gainCount > 0 ? [`${count(gainCount, "grant")} gained`] : []),
    ...(lossCount > 0 ? [`${count(lossCount, "grant")} lost`] : []),
    ...(namedCount > 0 ? [`${count(namedCount, "name")} in lists`] : []),
  ];
  return parts.length === 0 ? "Nobody gains or loses anything" : parts.join(", ");
}

function Delta(props: { change: AccessChange; gain: boolean }) {
  return (
    <li class={`delta ${props.gain ? "delta-gain" : "delta-loss"}`}>
      <Show when={props.gain} fallback={<Minus />}>
        <Plus />
      </Show>
      <div class="min-w-0">
        <p class="break-all">
          <b>{props.change.identity}</b> {props.gain ? "gains" : "loses"}{" "}
          <b title={props.change.role.arn}>{props.change.role.name ?? props.change.role.arn}</b>
        </p>
        <p class="delta-where">
          <Show
            when={props.change.role.accountName}
            fallback={<span class="text-warning-text">not in the estate, so nobody can use it yet</span>}
          >
            {(account) => (
              <>
                <EnvChip of={props.change.role.environment} /> {account()}
              </>
            )}
          </Show>
        </p>
        <p class="delta-where">
          {WORDS[props.change.from]} <ArrowRight aria-label="to" /> {WORDS[props.change.to]}
        </p>
      </div>
    </li>
  );
}

function Named(props: { change: NamedChange }) {
  const added = () => props.change.change === "added";
  return (
    <li class={`delta ${added() ? "delta-gain" : "delta-loss"}`}>
      <Show when={added()} fallback={<Minus />}>
        <Plus />
      </Show>
      <p class="min-w-0 break-all">
        <b>{props.change.identity}</b> {added() ? "comes into" : "leaves"}{" "}
        <span class="font-mono text-xs">{props.change.list}</span>
      </p>
    </li>
  );
}

function More(props: { shown: number; of: number; what: string }) {
  return (
    <Show when={props.of > props.shown}>
      <li class="delta text-muted">
        and {number(props.of - props.shown)} more of the kind “{props.what}”
      </li>
    </Show>
  );
}
