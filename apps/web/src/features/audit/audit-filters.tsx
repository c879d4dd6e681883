import ChevronDown from "lucide-solid/icons/chevron-down";
import { For, Show } from "solid-js";
import { SearchField } from "../../ui/search-field.tsx";
import { AUDITED, commandWords } from "./command-words.ts";
import { type AuditFilterText, OUTCOMES } from "./filter.ts";

/** What narrows the log: who, what, how it went, and when. */
export function AuditFilters(props: {
  filter: AuditFilterText;
  seesAll: boolean;
  onChange: (name: keyof AuditFilterText, value: string) => void;
}) {
  return (
    <div class="filters audit-filters">
      <Show when={props.seesAll}>
        <SearchField
          label="Who"
          hint="Who, by e-mail"
          value={props.filter.person}
          onInput={(text) => props.onChange("person", text)}
        />
      </Show>
      <Choice
        label="Did"
        value={props.filter.command}
        all={AUDITED.map((command) => ({ value: command, word: commandWords(command) }))}
        onChoose={(value) => props.onChange("command", value)}
      />
      <Choice
        label="Outcome"
        value={props.filter.outcome}
        all={OUTCOMES.map((outcome) => ({ value: outcome, word: commandWords(outcome) }))}
        onChoose={(value) => props.onChange("outcome", value)}
      />
      <Day label="Since" value={props.filter.from} onChange={(value) => props.onChange("from", value)} />
      <Day label="Until" value={props.filter.to} onChange={(value) => props.onChange("to", value)} />
    </div>
  );
}

function Choice(props: {
  label: string;
  value: string;
  all: { value: string; word: string }[];
  onChoose: (value: string) => void;
}) {
  const known = () => props.value === "" || props.all.some(({ value }) => value === props.value);
  return (
    <label class="select">
      <span>{props.label}</span>
      <select onChange={(event) => props.onChoose(event.currentTarget.value)}>
        <option value="" selected={props.value === ""}>
          Any
        </option>
        <Show when={!known()}>
          <option value={props.value} selected>
            {props.value}
          </option>
        </Show>
        <For each={props.all}>
          {(one) => (
            <option value={one.value} selected={one.value === props.value}>
              {one.word}
            </option>
          )}
        </For>
      </select>
      <ChevronDown />
    </label>
  );
}

function Day(props: { label: string; value: string; onChange: (value: string) => void }) {
  return (
    <label class="select" title="A day in UTC">
      <span>{props.label}</span>
      <input
        class="day"
        type="date"
        value={props.value}
        onChange={(event) => props.onChange(event.currentTarget.value)}
      />
    </label>
  );
}
