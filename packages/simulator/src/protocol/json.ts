import { fromBase64, readTime, timeWriter, toBase64 } from "./leaves.ts";
import { isComposite, isMembers, lazily, oncePerShape, textTrait, type Members, type Shape } from "./schema.ts";

type Convert = (value: unknown) => unknown;
type Direction = "read" | "write";

const unchanged: Convert = (value) => value;

function leafConverter(shape: Shape, direction: Direction): Convert {
  if (shape.isTimestampSchema()) return direction === "read" ? readTime : timeWriter(shape);
  if (shape.isBlobSchema()) return direction === "read" ? fromBase64 : toBase64;
  if (shape.isBigIntegerSchema()) return direction === "read" ? (value) => BigInt(String(value)) : Number;
  return unchanged;
}

function mapEntries(value: unknown, convert: Convert): Members {
  const entries = Object.entries(isMembers(value) ? value : {});
  return Object.fromEntries(entries.map(([key, one]) => [key, one == null ? one : convert(one)]));
}

/** Converters between a structure's members and its JSON; REST services rename members by jsonName. */
function createConverter(direction: Direction, renames: boolean): (shape: Shape) => Convert {
  const structure = (shape: Shape): Convert => {
    const fields = [...shape.structIterator()].map(([name, member]) => {
      const wire = renames ? (textTrait(member, "jsonName") ?? name) : name;
      const [from, to] = direction === "read" ? [wire, name] : [name, wire];
      return { from, to, convert: lazily(() => converter(member)) };
    });
    return (value) => {
      const [members, converted]: [Members, Members] = [isMembers(value) ? value : {}, {}];
      for (const { from, to, convert } of fields) {
        const one = members[from];
        if (one != null) converted[to] = convert(one);
      }
      return converted;
    };
  };
  const composite = oncePerShape((shape): Convert => {
    if (shape.isStructSchema()) return structure(shape);
    const convert = lazily(() => converter(shape.getValueSchema()));
    if (shape.isMapSchema()) return (value) => mapEntries(value, convert);
    return (value) => [...(value as Iterable<unknown>)].map((one) => (one == null ? one : convert(one)));
  });
  const converter = (shape: Shape) => (isComposite(shape) ? composite(shape) : leafConverter(shape, direction));
  return converter;
}

const CONVERTERS = {
  rpc: { read: createConverter("read", false), write: createConverter("write", false) },
  rest: { read: createConverter("read", true), write: createConverter("write", true) },
};

/** rpc is awsJson 1.0 and 1.1, which know no jsonName; rest is restJson1, which does. */
export type JsonStyle = keyof typeof CONVERTERS;

/** Reads a shape from JSON text; an empty body is an empty structure. */
export function readJson(shape: Shape, text: string, style: JsonStyle): unknown {
  return text === "" ? {} : CONVERTERS[style].read(shape)(JSON.parse(text));
}

/** The JSON value of a shape. */
export function toJson(shape: Shape, value: unknown, style: JsonStyle): unknown {
  return CONVERTERS[style].write(shape)(value);
}
