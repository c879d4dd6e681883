import { Failure } from "@gatehouse/core/failure";
import { parsePolicy, type PolicyDocument } from "@gatehouse/core/policy/document";
import { DOCUMENT_KINDS, type DocumentKind } from "@gatehouse/core/policy/document-kind";
import { z } from "zod";

/** AWS's largest policy has 32 kB; three times that leaves room for blanks. */
const MOST = 100_000;

/** The text of one policy, of whatever form. */
export const PolicyText = z.string().max(MOST, "this is longer than any policy that AWS takes");

const KINDS = Object.keys(DOCUMENT_KINDS) as [DocumentKind, ...DocumentKind[]];

/** What a document is attached to, which decides its limit and its rules. */
export const Kind = z.enum(KINDS);

/** Compiles a policy; a Failure "invalid" says which of several it is. */
export function parseNamed({ name, text }: { name: string; text: string }): PolicyDocument {
  try {
    return parsePolicy(text);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    throw new Failure("invalid", `The ${name}: ${error.message}`, { cause: error });
  }
}
