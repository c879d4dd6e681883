import { createMemo, createSignal, For, Show } from "solid-js";
import { count, number } from "../../lib/format.ts";
import { visible } from "../../lib/visible.ts";
import type { Compared as Answer } from "./queries.ts";

type Access = Answer["onlyFirst"][number];
type LevelName = Access["level"];
export type Totals = ReadonlyMap<LevelName, number>;

const SHOWN_AT_FIRST = 5;
/** What the server answers of one level at most. */
const MOST_AT_ONCE = 1_000;

/** What one side can do and the other cannot, the weightiest kind of access first: in words, and on demand as data. */
export function ComparedSide(props: {
  name: string;
  other: string;
  access: readonly Access[];
  /** How many there are of each level, of which the access given is the weightiest. */
  totals: Totals;
  /** Asks for all of a level. */
  onWhole: (level: LevelName) => void;
}) {
  const byLevel = createMemo(() => Map.groupBy(props.access, ({ level }) => level));
  return (
    <section class="card" aria-label={`Only ${props.name}`}>
      <div class="card-head">
        <h3>Only {props.name}</h3>
      </div>
      <For
        each={[...byLevel().keys()]}
        fallback={<p class="card-body text-muted">Nothing that {props.other} cannot do.</p>}
      >
        {(level) => (
          <Level
            level={level}
            access={byLevel().get(level) ?? []}
            total={props.totals.get(level) ?? 0}
            onWhole={() => props.onWhole(level)}
          />
        )}
      </For>
    </section>
  );
}

function Level(props: { level: LevelName; access: readonly Access[]; total: number; onWhole: () => void }) {
  let heading: HTMLHeadingElement | undefined;
  const [all, setAll] = createSignal(false);
  const shown = () => (all() ? props.access : props.access.slice(0, SHOWN_AT_FIRST));
  const more = () => props.access.length - shown().length;
  let list: HTMLUListElement | undefined;
  const showAll = () => {
    const first = shown().length;
    setAll(true);
    // The button is gone: the keyboard goes on at the first that it brought.
    list?.children[first]?.querySelector("summary")?.focus();
  };
  return (
    <div class="compared-level">
      <h4 tabindex="-1" ref={(element) => (heading = element)}>
        {props.level} <small>{number(props.total)}</small>
      </h4>
      <ul class="list" ref={(element) => (list = element)}>
        <For each={shown()}>{(access) => <Difference access={access} />}</For>
      </ul>
      <Show when={more() > 0}>
        <button type="button" class="link-button compared-more" onClick={showAll}>
          Show {count(more(), "more difference")} of {props.level}
        </button>
      </Show>
      <Show when={more() === 0 && props.total > props.access.length}>
        <p class="compared-more text-muted">
          These are the {number(props.access.length)} weightiest.{" "}
          <Show when={props.access.length < MOST_AT_ONCE}>
            <button
              type="button"
              class="link-button"
              onClick={() => {
                heading?.focus();
                props.onWhole();
              }}
            >
              Show all {number(props.total)} of {props.level}
            </button>
          </Show>
        </p>
      </Show>
    </div>
  );
}

function Difference(props: { access: Access }) {
  return (
    <li class="compared">
      <details>
        <summary>
          <span class="wrap-anywhere">{visible(props.access.words)}</span>
        </summary>
        <p class="mt-2 wrap-anywhere font-mono text-xs">{props.access.actions.join(", ")}</p>
        <p class="mt-2 wrap-anywhere font-mono text-xs">
          on {visible(props.access.resources.join(", "))}
          <Show when={props.access.resourceCount > props.access.resources.length}>
            {" "}
            and {number(props.access.resourceCount - props.access.resources.length)} more
          </Show>
        </p>
        <For each={props.access.because}>
          {({ name, statement, sid }) => (
            <p class="mt-1 text-xs text-muted">
              Allowed by {name}, statement {statement}
              <Show when={sid}>{(id) => ` “${visible(id())}”`}</Show>
            </p>
          )}
        </For>
      </details>
    </li>
  );
}
