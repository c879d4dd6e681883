import type { JsonNode, Member, ObjectNode } from "../json/node.ts";
import { shown } from "../json/shown.ts";
import { readConditions } from "./read-condition.ts";
import { readPrincipal } from "./read-principal.ts";
import { meant, nameFinder, readTexts, type Reading, renamed, rewrite, tell, wrongType } from "./reading.ts";
import type { StatementTree, Texts } from "./tree.ts";

const ELEMENTS = [
  "Sid",
  "Effect",
  "Principal",
  "NotPrincipal",
  "Action",
  "NotAction",
  "Resource",
  "NotResource",
  "Condition",
] as const;

type Found = Partial<Record<(typeof ELEMENTS)[number], Member>>;

const KNOWN: ReadonlySet<string> = new Set(ELEMENTS);
const EFFECTS = ["Allow", "Deny"] as const;

/** Reads one statement; the elements that AWS forbids or misses are noted. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html */
export function readStatement(reading: Reading, node: JsonNode, index: number): StatementTree | undefined {
  if (node.kind !== "object") return wrongType(reading, node, "A statement, which is an object,");
  const found = readElements(reading, node);
  const { Sid, Principal, NotPrincipal, Condition } = found;
  const principal = Principal ?? NotPrincipal;
  return {
    node,
    index,
    sid: Sid && readSid(reading, Sid.value),
    effect: readEffect(reading, node, found.Effect),
    action: readActions(reading, node, found),
    resource: readPair(reading, found.Resource, found.NotResource),
    principal: principal && readPrincipal(reading, principal),
    condition: Condition,
    conditions: Condition === undefined ? [] : readConditions(reading, Condition.value),
  };
}

/** Every element by its name; of two that exclude each other both are noted once. */
function readElements(reading: Reading, { members }: ObjectNode): Found {
  const found: Found = {};
  let isBeside: ((name: string) => boolean) | undefined;
  for (const member of members) {
    const { key } = member;
    if (KNOWN.has(key.value)) {
      found[key.value as keyof Found] ??= member;
      continue;
    }
    const wanted = meant(key.value, ELEMENTS);
    tell(reading, key, {
      id: "unknown-element",
      message: `A statement has no element ${shown(key.value)}.${wanted === undefined ? "" : ` Is ${wanted} meant?`}`,
      ...renamed(key, wanted, (isBeside ??= nameFinder(members))),
    });
  }
  if (found.Principal !== undefined && found.NotPrincipal !== undefined)
    exclude(reading, found.Principal, found.NotPrincipal);
  return found;
}

function exclude(reading: Reading, positive: Member, negative: Member): void {
  const later = positive.key.start < negative.key.start ? negative : positive;
  const message = `A statement cannot have both ${positive.key.value} and ${negative.key.value}.`;
  tell(reading, later.key, { id: "element-pair", message });
}

function readSid(reading: Reading, value: JsonNode): StatementTree["sid"] {
  return value.kind === "string" ? value : wrongType(reading, value, "A text");
}

function readEffect(reading: Reading, node: ObjectNode, member: Member | undefined): StatementTree["effect"] {
  if (member === undefined) {
    tell(reading, brace(node), { id: "missing-effect", message: `This statement needs an Effect: "Allow" or "Deny".` });
    return undefined;
  }
  const { value } = member;
  if (value.kind !== "string") return wrongType(reading, value, `"Allow" or "Deny"`);
  const effect = EFFECTS.find((one) => one === value.value);
  if (effect !== undefined) return effect;
  const wanted = EFFECTS.find((one) => value.value.toLowerCase().startsWith(one.toLowerCase()));
  tell(reading, value, {
    id: "invalid-effect",
    message: `An Effect is "Allow" or "Deny", written just so, not ${shown(value.value)}.`,
    ...(wanted === undefined ? {} : { edits: [rewrite(value, wanted)] }),
  });
  return undefined;
}

function readActions(reading: Reading, node: ObjectNode, { Action, NotAction }: Found): StatementTree["action"] {
  if (Action === undefined && NotAction === undefined)
    tell(reading, brace(node), { id: "missing-action", message: "This statement needs Action or NotAction." });
  return readPair(reading, Action, NotAction);
}

/** Reads an element or its opposite, of which one alone may stand. */
function readPair<Element extends string>(
  reading: Reading,
  positive: Member | undefined,
  negative: Member | undefined,
): Texts<Element> | undefined {
  if (positive !== undefined && negative !== undefined) exclude(reading, positive, negative);
  const member = positive ?? negative;
  if (member === undefined) return undefined;
  const { key, value } = member;
  return {
    element: key.value as Element,
    key,
    values: readTexts(reading, value),
    list: value.kind === "list",
    start: key.start,
    end: value.end,
  };
}

/** The opening brace: the place of what is missing in an object. */
const brace = ({ start }: ObjectNode) => ({ start, end: start + 1 });
