import type { Findings } from "./denial.ts";
import { layerNamed } from "./layer-names.ts";
import { principalOf } from "./principal-of.ts";
import { resourceShown } from "./shown-resource.ts";

const BEGIN = /is not authorized to perform:?\s"?([A-Za-z][\w-]{0,60}:[A-Za-z*][\w*]{0,100})"?/g;
const LONGEST_USER = 300;
const RESOURCE =
  /^[\s,.]*on (?:the )?resource(?:\(s\)|s)?(?::\s*(?!because\b|with\b)|\s(?="|arn:))(?:"([^"]*)"|((?:role|user|group|policy|instance profile|server certificate|oidc provider|saml provider) [\w+=,.@:/-]+)|(\S+))/i;
const ON_SOMETHING = /^[\s,.]*on (?:this resource|the resource associated with this ciphertext|resource:)/i;
const NO_POLICY = /^[\s,.;"]*because no ([\w -]+?) allows? the \S+ action(?::\s?(arn:[^\s"',;)]+))?/i;
const DENY =
  /^[\s,.;"]*(?:with|due to|because of) an explicit deny(?: in (?:an?|the) ([\w -]+?(?:policy|boundary))(?: transitively through (?:an?|the) ([\w -]+?policy))?(?:(?:, with policy ARN)?:\s?(arn:[^\s"',;)]+))?)?/i;
/** KMS to a caller of another account. https://docs.aws.amazon.com/aws-backup/latest/devguide/logicallyairgappedvault.html#lag-troubleshoot */
const KMS_FOREIGN =
  /^[\s,.;"]*because the resource does not exist in this Region, no resource-based policies allow access/i;
/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/troubleshoot-403-errors.html#access-denied-bpa-examples */
const S3_SETTING = /^[\s,.;"]*because public (?:ACLs|policies) are prevented by the (\w+) setting/i;
const S3_ENCRYPTION = /^[\s,.;"]*because this bucket has blocked upload requests/i;

/**
 * Reads every sentence "User: … is not authorized to perform: … on resource: … because …" of a text on one line.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html
 */
export function readSentences(text: string): Findings[] {
  const begins = [...text.matchAll(BEGIN)].map((begin) => ({ ...userBefore(text, begin.index), begin }));
  return begins.map(({ user, begin }, index) => {
    const rest = text.slice(begin.index + begin[0].length, begins[index + 1]?.start);
    return readOne(user, begin[1] ?? "", rest);
  });
}

/** Who stands before a place of a text, "User:" being left out; a missing blank between the two is AWS's, too. */
function userBefore(text: string, at: number): { user: string; start: number } {
  const end = text.charAt(at - 1) === " " ? at - 1 : at;
  const start = Math.max(text.lastIndexOf(" ", end - 1) + 1, end - LONGEST_USER, 0);
  const user = text.slice(start, end);
  return { user: /^User:?$/.test(user) ? "" : user, start };
}

function readOne(user: string, action: string, rest: string): Findings {
  const caller = principalOf(user.replaceAll(/^["'(]+|["')]+$/g, ""));
  const resource = RESOURCE.exec(rest);
  const shown = withoutEnd(resource?.[1] ?? resource?.[2] ?? resource?.[3] ?? "", `"'.,;)]}`);
  const found = resourceShown(shown, caller?.principal);
  const passed = resource?.[0] ?? ON_SOMETHING.exec(rest)?.[0] ?? "";
  const reason = readReason(rest.slice(passed.length));
  const anonymous = user.toLowerCase() === "anonymous" ? ["The request was not signed: AWS knows no caller."] : [];
  const notes = [...(caller?.notes ?? []), ...anonymous, ...(found.notes ?? []), ...(reason.notes ?? [])];
  return { ...found, ...reason, principal: caller?.principal, action, notes };
}

function readReason(rest: string): Findings {
  const none = NO_POLICY.exec(rest);
  if (none !== null) return { layer: layerNamed(none[1] ?? ""), explicit: false, policyArn: arnOf(none[2]) };
  const deny = DENY.exec(rest);
  if (deny !== null) {
    const [, layer = "", through, arn] = deny;
    const notes = through === undefined ? [] : [`AWS met it in a ${layer}, transitively.`];
    return { layer: layerNamed(through ?? layer), explicit: true, policyArn: arnOf(arn), notes };
  }
  if (KMS_FOREIGN.test(rest)) return { layer: "resource", notes: ["The key may also not exist in this Region."] };
  const setting = S3_SETTING.exec(rest)?.[1];
  if (setting !== undefined) return { setting: `${setting} of S3 Block Public Access`, explicit: true };
  if (S3_ENCRYPTION.test(rest)) return { setting: "BlockedEncryptionTypes of the bucket", explicit: true };
  return {};
}

const arnOf = (text: string | undefined): string | undefined => text && withoutEnd(text, ".:");

/** By hand: a regular expression that looks for the end begins anew at every one of the characters. */
function withoutEnd(text: string, characters: string): string {
  let end = text.length;
  while (end > 0 && characters.includes(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}
