import type { EligibleRole } from "@gatehouse/core/access/eligible-role";
import { useMutation } from "@tanstack/solid-query";
import ChevronsUpDown from "lucide-solid/icons/chevrons-up-down";
import { createMemo, For } from "solid-js";
import { setRegion } from "./queries.ts";
import { regionGroups } from "./regions.ts";

/** The region in which console sessions start, kept for the person on the server. */
export function RegionSelect(props: { roles: EligibleRole[]; chosen: string | undefined }) {
  const change = useMutation(setRegion);
  const groups = createMemo(() =>
    regionGroups(
      props.roles.map((role) => role.partition),
      props.chosen,
    ),
  );
  return (
    <label class="select">
      <span>Region</span>
      <select
        value={props.chosen ?? ""}
        aria-invalid={change.error ? "true" : undefined}
        onChange={(event) => change.mutate(event.currentTarget.value || undefined)}
      >
        <option value="">AWS’s default</option>
        <For each={groups()}>
          {(group) => (
            <optgroup label={group.title}>
              <For each={group.regions}>
                {(region) => (
                  <option value={region} selected={region === props.chosen}>
                    {region}
                  </option>
                )}
              </For>
            </optgroup>
          )}
        </For>
      </select>
      <ChevronsUpDown />
    </label>
  );
}
