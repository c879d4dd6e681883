import type { Environment } from "@gatehouse/core/account";
import { Show } from "solid-js";
import { number } from "../../lib/format.ts";
import { ENVIRONMENT_WORDS } from "../../ui/env-chip.tsx";
import { SearchField } from "../../ui/search-field.tsx";
import { Segments, type Segment } from "../../ui/segments.tsx";
import { stepRow } from "./row-focus.ts";

type Counts = Record<Environment | "none", number>;

/** What narrows the list: a text, an environment, and whether roles for the CLI alone are shown. */
export function RoleFilters(props: {
  text: string;
  onText: (text: string) => void;
  environment: Environment | undefined;
  onEnvironment: (environment: Environment | undefined) => void;
  counts: Counts;
  cliOnlyHidden: number;
  cliOnlyShown: boolean;
  onCliOnly: (shown: boolean) => void;
}) {
  const all = () => Object.values(props.counts).reduce((sum, one) => sum + one, 0);
  const segments = (): Segment<Environment | undefined>[] => [
    { value: undefined, word: "All", count: all() },
    ...(Object.keys(ENVIRONMENT_WORDS) as Environment[]).map((environment) => ({
      value: environment,
      word: ENVIRONMENT_WORDS[environment],
      count: props.counts[environment],
    })),
  ];
  return (
    <div class="filters">
      <SearchField
        label="Filter your roles"
        hint="Filter by account, role or id"
        value={props.text}
        onInput={props.onText}
        onDown={() => stepRow(1)}
      />
      <Segments
        label="Environment"
        all={segments()}
        value={props.environment}
        onChoose={(environment) => props.onEnvironment(environment)}
      />
      <Show when={props.cliOnlyHidden > 0 || props.cliOnlyShown}>
        <label class="check-label">
          <input
            type="checkbox"
            class="check"
            checked={props.cliOnlyShown}
            onChange={(event) => props.onCliOnly(event.currentTarget.checked)}
          />
          <span>
            CLI-only roles
            <Show when={props.cliOnlyHidden > 0}>
              <span class="text-faint">, {number(props.cliOnlyHidden)} hidden</span>
            </Show>
          </span>
        </label>
      </Show>
    </div>
  );
}
