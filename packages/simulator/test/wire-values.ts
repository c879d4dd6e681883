import { isMembers, type Shape } from "../src/protocol/schema.ts";
import type { Random } from "../src/seed/random.ts";

const DEEPEST = 6;

/** Text that every encoding has to take care of. */
function awkwardText(random: Random): string {
  return `s <&>'" é +%20\n ${random.below(1_000_000)}x`;
}

function textFor(shape: Shape, random: Random): string {
  const { httpHeader, httpLabel, httpQuery, mediaType } = shape.getMergedTraits();
  if (mediaType) return JSON.stringify({ k: random.below(9) });
  return httpHeader || httpLabel || httpQuery ? `v${random.below(1_000_000)}` : awkwardText(random);
}

function leafFor(shape: Shape, random: Random): unknown {
  if (shape.isTimestampSchema()) return new Date((1_600_000_000 + random.below(100_000_000)) * 1_000);
  if (shape.isBlobSchema()) return new TextEncoder().encode(`blob${random.below(1_000_000)}`);
  if (shape.isBooleanSchema()) return random.chance(0.5);
  if (shape.isBigIntegerSchema()) return BigInt(random.below(1_000_000_000));
  if (shape.isNumericSchema()) return shape.getMergedTraits().httpResponseCode ? 200 : random.below(1_000_000);
  if (shape.isDocumentSchema()) return { a: [1, "x"] };
  return textFor(shape, random);
}

type Place = { random: Random; depth: number };

function structureFor(shape: Shape, { random, depth }: Place): unknown {
  if (depth > DEEPEST) return undefined;
  const all = [...shape.structIterator()];
  const members = shape.isUnionSchema() ? all.slice(0, 1) : all;
  const values = members.map(([name, member]) => [name, valueFor(member, { random, depth: depth + 1 })] as const);
  const given = values.filter(([, value]) => value !== undefined);
  return shape.isUnionSchema() && given.length === 0 ? undefined : Object.fromEntries(given);
}

/** A random value of a shape, with every member that recursion leaves room for. */
export function valueFor(shape: Shape, { random, depth }: Place): unknown {
  if (shape.isUnitSchema()) return {};
  if (shape.isStructSchema()) return structureFor(shape, { random, depth });
  if (!shape.isListSchema() && !shape.isMapSchema()) return leafFor(shape, random);
  if (depth >= DEEPEST) return undefined;
  const value = valueFor(shape.getValueSchema(), { random, depth: depth + 1 });
  if (value === undefined) return undefined;
  if (shape.isMapSchema()) return { [`k${random.below(9)}`]: value };
  const second = valueFor(shape.getValueSchema(), { random, depth: depth + 1 });
  return random.chance(0.5) ? [value, second] : [value];
}

/** A value in a form that two sides of the wire can be compared by: bytes as base64, no undefined, no metadata. */
export function comparable(value: unknown): unknown {
  if (value instanceof Uint8Array) return `bytes:${Buffer.from(value).toString("base64")}`;
  if (value instanceof Date) return value.toISOString();
  if (typeof value === "bigint") return Number(value);
  if (Array.isArray(value)) return value.map(comparable);
  if (!isMembers(value)) return value;
  const members = Object.entries(value).filter(([name, one]) => one !== undefined && name !== "$metadata");
  return Object.fromEntries(members.map(([name, one]) => [name, comparable(one)]));
}
