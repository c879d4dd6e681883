import type { Member } from "../json/node.ts";
import { meant, readTexts, type Reading, rewrite, tell, wrongType } from "./reading.ts";
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
    tell(reading, value, {
      id: "invalid-principal",
      message: `Only "*" can stand here by itself; any other principal needs its kind: {"AWS": …}.`,
      edits: [{ start: value.start, end: value.end, text: `{"AWS": ${JSON.stringify(value.value)}}` }],
    });
    return undefined;
  }
  if (value.kind !== "object") return wrongType(reading, value, `"*" or an object`);
  const names = value.members.flatMap((member) => readKind(reading, member));
  return { ...place, element, key, everyone: undefined, names };
}

function readKind(reading: Reading, { key, value }: Member): PrincipalName[] {
  if (!KINDS.has(key.value)) {
    const wanted = meant(key.value, PRINCIPAL_KINDS);
    tell(reading, key, {
      id: "unknown-principal-kind",
      message: `${JSON.stringify(key.value)} is no kind of principal: ${PRINCIPAL_KINDS.join(", ")} are.`,
      ...(wanted === undefined ? {} : { edits: [rewrite(key, wanted)] }),
    });
    return [];
  }
  return readTexts(reading, value).map((name) => ({ kind: key.value as PrincipalKind, key, name }));
}
