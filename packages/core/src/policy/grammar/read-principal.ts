import { principalKindOf } from "../facts/principal-forms.ts";
import type { Member } from "../json/node.ts";
import { shown } from "../json/shown.ts";
import { meant, nameFinder, readTexts, type Reading, renamed, tell, wrongType } from "./reading.ts";
import { PRINCIPAL_KINDS, type PrincipalKind, type PrincipalName, type PrincipalTree } from "./tree.ts";

const KINDS: ReadonlySet<string> = new Set(PRINCIPAL_KINDS);

/**
 * Reads Principal or NotPrincipal: "*", or an object of AWS, Service, Federated and CanonicalUser.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */
export function readPrincipal(reading: Reading, { key, value }: Member): PrincipalTree | undefined {
  const element = key.value as PrincipalTree["element"];
  const place = { start: key.start, end: value.end };
  if (value.kind === "string") {
    if (value.value === "*") return { ...place, element, key, everyone: value, names: [] };
    const kind = principalKindOf(value.value);
    const text = `{${JSON.stringify(kind)}: ${JSON.stringify(value.value)}}`;
    tell(reading, value, {
      id: "invalid-principal",
      message: `Only "*" can stand here by itself; any other principal needs its kind: {"${kind ?? "AWS"}": …}.`,
      ...(kind === undefined ? {} : { edits: [{ start: value.start, end: value.end, text }] }),
    });
    return undefined;
  }
  if (value.kind !== "object") return wrongType(reading, value, `"*" or an object`);
  const isBeside = nameFinder(value.members);
  const names = value.members.flatMap((member) => readKind(reading, member, isBeside));
  return { ...place, element, key, everyone: undefined, names };
}

function readKind(reading: Reading, { key, value }: Member, isBeside: (name: string) => boolean): PrincipalName[] {
  if (!KINDS.has(key.value)) {
    const wanted = meant(key.value, PRINCIPAL_KINDS);
    tell(reading, key, {
      id: "unknown-principal-kind",
      message: `${shown(key.value)} is no kind of principal: ${PRINCIPAL_KINDS.join(", ")} are.`,
      ...renamed(key, wanted, isBeside),
    });
    return [];
  }
  return readTexts(reading, value).map((name) => ({ kind: key.value as PrincipalKind, key, name }));
}
