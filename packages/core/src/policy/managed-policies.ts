import { z } from "zod";
import { Failure } from "../failure.ts";

/** A policy that AWS manages; path and name are the same in every partition. */
export type ManagedPolicy = {
  /** From the slash after "policy": "/service-role/AWSLambdaRole". */
  path: string;
  name: string;
  version: string;
  /** When AWS made this version, as an ISO time. */
  changed: string;
  /** The document as JSON text. */
  document: string;
};

const Row = z.tuple([z.string(), z.string(), z.string(), z.looseObject({})]);
const Packed = z.object({ format: z.literal(1), policies: z.array(Row) });

/** Reads the unpacked bytes of assets/managed-policies.json.br; bytes of another format are a Failure "invalid". */
export function readManagedPolicies(bytes: Uint8Array): ManagedPolicy[] {
  return parse(bytes).policies.map(([path, version, changed, document]) => ({
    path,
    name: path.slice(path.lastIndexOf("/") + 1),
    version,
    changed,
    document: JSON.stringify(document),
  }));
}

function parse(bytes: Uint8Array): z.infer<typeof Packed> {
  try {
    return Packed.parse(JSON.parse(new TextDecoder().decode(bytes)));
  } catch (cause) {
    const message = "These bytes are no managed policies; pack them again with scripts/pack-managed-policies.ts.";
    throw new Failure("invalid", message, { cause });
  }
}
