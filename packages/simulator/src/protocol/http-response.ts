import { leafWriter, TIMES } from "./leaves.ts";
import { isMembers, oncePerShape, shapeOf, textTrait, type Members, type Shape } from "./schema.ts";

/** What of an output goes elsewhere than into the body. */
export type HttpBindings = { headers: Headers; status?: number; payload?: { name: string; shape: Shape } };

function headerText(shape: Shape, value: unknown): string {
  const item = shape.isListSchema() ? shape.getValueSchema() : shape;
  const write = leafWriter(item, TIMES.httpDate) ?? String;
  if (!shape.isListSchema()) {
    return shape.getMergedTraits().mediaType ? Buffer.from(String(value)).toString("base64") : write(value);
  }
  const quote = (text: string) => (!item.isTimestampSchema() && /[",]/.test(text) ? JSON.stringify(text) : text);
  return [...(value as Iterable<unknown>)].map((one) => quote(write(one))).join(", ");
}

/** Takes an output's headers, status and payload member out by its HTTP bindings. */
export function bindHttp(shape: Shape, output: Members, headers: Headers): HttpBindings {
  const bindings: HttpBindings = { headers };
  for (const [name, member] of shape.structIterator()) {
    const [traits, value] = [member.getMergedTraits(), output[name]];
    if (traits.httpPayload) bindings.payload = { name, shape: member };
    if (value == null) continue;
    const [header, prefix] = [textTrait(member, "httpHeader"), textTrait(member, "httpPrefixHeaders")];
    if (header !== undefined) headers.set(header, headerText(member, value));
    if (prefix !== undefined && isMembers(value)) {
      for (const [key, one] of Object.entries(value)) headers.set(`${prefix}${key}`, String(one));
    }
    if (traits.httpResponseCode && typeof value === "number") bindings.status = value;
  }
  return bindings;
}

function isInBody(shape: Shape): boolean {
  const traits = shape.getMergedTraits();
  return !traits.httpHeader && traits.httpPrefixHeaders === undefined && !traits.httpResponseCode;
}

/** The part of a REST output that its JSON body carries. */
export const bodyShape: (shape: Shape) => Shape = oncePerShape((shape) => {
  const schema: unknown = shape.getSchema();
  if (!Array.isArray(schema)) return shape;
  const kept = [...shape.structIterator()].map(([, member]) => isInBody(member));
  const names: unknown[] = schema[4];
  const members: unknown[] = schema[5];
  return shapeOf([
    3,
    schema[1],
    schema[2],
    schema[3],
    names.filter((_, index) => kept[index]),
    members.filter((_, index) => kept[index]),
  ]);
});
