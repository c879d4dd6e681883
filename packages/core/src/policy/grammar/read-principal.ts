import type { Member } from "../json/node.ts";
import { shown } from "../json/shown.ts";
import { meant, nameFinder, readTexts, type Reading, renamed, tell, wrongType } from "./reading.ts";
import { PRINCIPAL_KINDS, type PrincipalKind, type PrincipalName, type PrincipalTree } from "./tree.ts";

const KINDS: ReadonlySet<string> = new Set(PRINCIPAL_KINDS);

/** How the names of each kind are written; a provider that AWS knows by itself is written like a service. */
const FORMS: readonly (readonly [PrincipalKind, RegExp])[] = [
  [
    "Federated",
    /^(arn:[^:]+:iam::\d{12}:(oidc|saml)-provider\/.+|cognito-identity[a-z-]*\.amazonaws\.com(\.cn)?|(www\.amazon|graph\.facebook|accounts\.google)\.com)$/,
  ],
  ["Service", /^[a-z0-9-]+(\.[a-z0-9-]+)*\.amazonaws\.com(\.cn)?$/],
  ["CanonicalUser", /^[0-9a-f]{64}$/],
  [
    "AWS",
    /^(\d{12}|arn:[^:]+:iam::\d{12}:(root|(role|user)\/[^*]+)|arn:[^:]+:sts::\d{12}:(assumed-role|federated-user)\/[^*]+|A(ROA|IDA)[A-Z0-9]+)$/,
  ],
];

const kindOf = (name: string): PrincipalKind | undefined => FORMS.find(([, form]) => form.test(name))?.[0];

/**
 * Reads Principal or NotPrincipal: "*", or an object of AWS, Service, Federated and CanonicalUser.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */
export function readPrincipal(reading: Reading, { key, value }: Member): PrincipalTree | undefined {
  const element = key.value as PrincipalTree["element"];
  const place = { start: key.start, end: value.end };
  if (value.kind === "string") {
    if (value.value === "*") return { ...place, element, key, everyone: value, names: [] };
    const kind = kindOf(value.value);
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
