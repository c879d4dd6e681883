import { leafWriter, TIMES } from "./leaves.ts";
import { isMembers, lazily, oncePerShape, textTrait, type Members, type Shape } from "./schema.ts";

type Write = (value: unknown) => string;
type StructureWriter = { attributes: { tag: string; member: string }[]; body: (members: Members) => string };

const SPECIAL = /[&"'<>\r\n\u0085\u2028]/;
const ALL_SPECIAL = new RegExp(SPECIAL, "g");
const ESCAPES: Record<string, string> = {
  "&": "&amp;",
  '"': "&quot;",
  "'": "&apos;",
  "<": "&lt;",
  ">": "&gt;",
};

function escapeCharacter(character: string): string {
  return ESCAPES[character] ?? `&#x${character.charCodeAt(0).toString(16).toUpperCase()};`;
}

/** Text that XML reads back as it was, line ends included. */
export function escapeXml(text: string): string {
  return SPECIAL.test(text) ? text.replace(ALL_SPECIAL, escapeCharacter) : text;
}

function namespaceOf(shape: Shape): string {
  const namespace: unknown = shape.getMergedTraits().xmlNamespace;
  if (!Array.isArray(namespace) || typeof namespace[1] !== "string") return "";
  return ` xmlns${namespace[0] ? `:${namespace[0]}` : ""}="${namespace[1]}"`;
}

function listWriter(shape: Shape, tag: string, [open, close]: [string, string]): Write {
  const item = shape.getValueSchema();
  const flat = Boolean(shape.getMergedTraits().xmlFlattened);
  const writeItem = lazily(() => memberWriter(item, flat ? tag : (textTrait(item, "xmlName") ?? "member")));
  return (value) => {
    let text = "";
    for (const one of value as Iterable<unknown>) if (one != null) text += writeItem(one);
    return flat ? text : open + text + close;
  };
}

function mapWriter(shape: Shape, [open, close]: [string, string]): Write {
  const value = shape.getValueSchema();
  const keyTag = textTrait(shape.getKeySchema(), "xmlName") ?? "key";
  const writeValue = lazily(() => memberWriter(value, textTrait(value, "xmlName") ?? "value"));
  const flat = Boolean(shape.getMergedTraits().xmlFlattened);
  const [openEntry, closeEntry] = flat ? [open, close] : ["<entry>", "</entry>"];
  return (entries) => {
    let text = "";
    for (const [key, one] of Object.entries(isMembers(entries) ? entries : {})) {
      if (one != null) text += `${openEntry}<${keyTag}>${escapeXml(key)}</${keyTag}>${writeValue(one)}${closeEntry}`;
    }
    return flat ? text : open + text + close;
  };
}

function structureElement(shape: Shape, tag: string, [open, close]: [string, string]): Write {
  const { attributes, body } = xmlStructure(shape);
  if (attributes.length === 0) return (value) => open + body(value as Members) + close;
  const head = `<${tag}${namespaceOf(shape)}`;
  return (value) => {
    const members = value as Members;
    const written = attributes.filter(({ member }) => members[member] != null);
    const text = written.map(({ tag: name, member }) => ` ${name}="${escapeXml(String(members[member]))}"`).join("");
    return `${head}${text}>${body(members)}${close}`;
  };
}

/** Writes one member as an element, or as repeated elements where it is a flattened collection. */
function memberWriter(shape: Shape, tag: string): Write {
  const ends: [string, string] = [`<${tag}${namespaceOf(shape)}>`, `</${tag}>`];
  const leaf = leafWriter(shape, TIMES.dateTime);
  if (leaf) return (value) => ends[0] + escapeXml(leaf(value)) + ends[1];
  if (shape.isListSchema()) return listWriter(shape, tag, ends);
  if (shape.isMapSchema()) return mapWriter(shape, ends);
  return structureElement(shape, tag, ends);
}

function isBoundElsewhere(shape: Shape): boolean {
  const traits = shape.getMergedTraits();
  return Boolean(
    traits.httpHeader || traits.httpPrefixHeaders !== undefined || traits.httpResponseCode || traits.httpPayload,
  );
}

/** The compiled writer of a structure's members in XML: a thousand roles, 2 MB, take some 10 ms. */
export const xmlStructure: (shape: Shape) => StructureWriter = oncePerShape((shape) => {
  const attributes: StructureWriter["attributes"] = [];
  const fields: { name: string; write: Write }[] = [];
  for (const [name, member] of shape.structIterator()) {
    if (isBoundElsewhere(member)) continue;
    const own: unknown = member.getMemberTraits().xmlName;
    const tag = typeof own === "string" ? own : name;
    if (member.getMergedTraits().xmlAttribute) attributes.push({ tag, member: name });
    else fields.push({ name, write: lazily(() => memberWriter(member, tag)) });
  }
  const body = (members: Members) => {
    let text = "";
    for (const { name, write } of fields) {
      const value = members[name];
      if (value != null) text += write(value);
    }
    return text;
  };
  return { attributes, body };
});

/** A whole XML document for one structure. */
export function xmlDocument(shape: Shape, value: Members, namespace: string): string {
  const tag = textTrait(shape, "xmlName") ?? shape.getName() ?? "Result";
  return `<?xml version="1.0" encoding="UTF-8"?><${tag} xmlns="${namespace}">${xmlStructure(shape).body(value)}</${tag}>`;
}
