import { Index } from "solid-js";

/** Rows of a table that is still being read, as high as the rows that come. */
export function TableSkeleton(props: { rows: number }) {
  return (
    <div class="table-wrap list" aria-hidden="true">
      <div class="h-8 bg-sunken" />
      <Index each={Array.from({ length: props.rows })}>
        {(_, index) => (
          <div class="flex h-row items-center gap-6 px-3">
            <span class={`skeleton ${index % 3 === 0 ? "w-1/4" : "w-1/3"}`} />
            <span class="skeleton w-20" />
            <span class="skeleton ml-auto w-24" />
          </div>
        )}
      </Index>
    </div>
  );
}
