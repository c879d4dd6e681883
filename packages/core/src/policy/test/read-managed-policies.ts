import { unpack } from "../catalogue/unpack.ts";
import { type ManagedPolicy, readManagedPolicies } from "../managed-policies.ts";

/** The real managed policies, for tests. */
export async function managedPolicies(): Promise<ManagedPolicy[]> {
  const url = new URL("../../../assets/managed-policies.json.br", import.meta.url);
  // oxlint-disable-next-line no-restricted-globals -- only tests read the asset here
  return readManagedPolicies(await unpack(await Bun.file(url).bytes(), "brotli"));
}
