import { z } from "zod";
import { Failure } from "../../failure.ts";

/** The packed asset: numbers point into the lists before them; scripts/pack-iam-data.ts writes it. */
const Packed = z.object({
  format: z.literal(1),
  version: z.string(),
  global: z.array(z.custom<PackedKey>(Array.isArray)),
  services: z.array(z.custom<PackedService>(Array.isArray)),
});

export type PackedKey = readonly [key: string, type: number];
export type PackedResource = readonly [type: string, arn: string, keys: number];
/** Name, level, set of condition keys; then twice for each resource type: its number × 2 + required, set of condition keys. */
export type PackedAction = readonly [name: string, level: number, keys: number, ...resources: number[]];
export type PackedService = readonly [
  prefix: string,
  name: string,
  keys: readonly PackedKey[],
  resources: readonly PackedResource[],
  actions: readonly PackedAction[],
  /** Sets of numbers of keys, each written with blanks between. */
  sets: readonly string[],
];
export type Packed = z.infer<typeof Packed>;

/** Reads the unpacked bytes of the asset; bytes of another format are a Failure "invalid". */
export function readPacked(bytes: Uint8Array): Packed {
  try {
    return Packed.parse(JSON.parse(new TextDecoder().decode(bytes)));
  } catch (cause) {
    throw new Failure("invalid", "These bytes are no action catalogue; pack it again with scripts/pack-iam-data.ts.", {
      cause,
    });
  }
}
