import { DOCUMENT_KINDS, type DocumentKind } from "@gatehouse/core/policy/document-kind";
import { z } from "zod";

/** AWS's largest policy has 32 kB; three times that leaves room for blanks. */
const MOST = 100_000;

/** The text of one policy, of whatever form. */
export const PolicyText = z.string().max(MOST, "this is longer than any policy that AWS takes");

const KINDS = Object.keys(DOCUMENT_KINDS) as [DocumentKind, ...DocumentKind[]];

/** What a document is attached to, which decides its limit and its rules. */
export const Kind = z.enum(KINDS);
