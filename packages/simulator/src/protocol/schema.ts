import { NormalizedSchema } from "@smithy/core/schema";

/** A schema of the SDK, as data: what a wire message of an operation looks like. */
export type Shape = NormalizedSchema;

/** A structure's value, by member name. */
export type Members = Record<string, unknown>;

/** Whether a value is a structure or a map and so has members. */
export function isMembers(value: unknown): value is Members {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The shape of a schema as the SDK's clients export it. */
export function shapeOf(schema: unknown): Shape {
  return NormalizedSchema.of(schema as Parameters<typeof NormalizedSchema.of>[0]);
}

/** Whether a shape holds others: everything else has a plain text form. */
export function isComposite(shape: Shape): boolean {
  return shape.isListSchema() || shape.isMapSchema() || shape.isStructSchema();
}

/** A trait that is a text, such as xmlName. */
export function textTrait(
  shape: Shape,
  trait: "xmlName" | "jsonName" | "httpHeader" | "httpQuery" | "httpPrefixHeaders",
) {
  const value: unknown = shape.getMergedTraits()[trait];
  return typeof value === "string" ? value : undefined;
}

/** Names of the members that must be present: a structure's tuple lists them first and ends with their number. */
export function requiredMembers(shape: Shape): string[] {
  const schema: unknown = shape.getSchema();
  if (!Array.isArray(schema)) return [];
  const [names, count] = [schema[4], schema[6]];
  return Array.isArray(names) && typeof count === "number" ? names.slice(0, count) : [];
}

/**
 * Builds something once a shape. Shapes may contain themselves, so builders reach their members' results lazily.
 */
export function oncePerShape<Built>(build: (shape: Shape) => Built): (shape: Shape) => Built {
  const built = new WeakMap<object, Built>();
  return (shape) => {
    const schema: unknown = shape.getSchema();
    if (typeof schema !== "object" || schema === null) return build(shape);
    const known = built.get(schema);
    if (known !== undefined) return known;
    const made = build(shape);
    built.set(schema, made);
    return made;
  };
}

/** Defers a build to its first use, which lets recursive shapes compile. */
export function lazily<Argument, Result>(build: () => (argument: Argument) => Result): (argument: Argument) => Result {
  let built: ((argument: Argument) => Result) | undefined;
  return (argument) => (built ??= build())(argument);
}
