import { Index } from "solid-js";
import { PageHead } from "../../ui/page-head.tsx";
import { TableSkeleton } from "../../ui/skeleton.tsx";

/** The shape of the roles page while it is read for the first time. */
export function RolesSkeleton() {
  return (
    <>
      <PageHead title="Roles" lede="Reading which roles you may use" />
      <div class="pin-cards" aria-hidden="true">
        <Index each={[1, 2, 3, 4]}>
          {() => (
            <div class="pin-card h-32">
              <span class="skeleton w-2/3" />
              <span class="skeleton w-1/2" />
            </div>
          )}
        </Index>
      </div>
      <div class="roles-all">
        <TableSkeleton rows={8} />
      </div>
    </>
  );
}
