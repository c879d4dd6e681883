import { type Catalogue, createCatalogue } from "../catalogue/catalogue.ts";
import { unpack } from "../catalogue/unpack.ts";

/** The real catalogue, for tests. */
export async function readCatalogue(): Promise<Catalogue> {
  const url = new URL("../../../assets/iam-catalogue.json.gz", import.meta.url);
  // oxlint-disable-next-line no-restricted-globals -- only tests read the asset here
  return createCatalogue(await unpack(await Bun.file(url).bytes(), "gzip"));
}
