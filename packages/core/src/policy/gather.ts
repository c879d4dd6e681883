import type { Because, Place, PolicyKind } from "./decision.ts";
import type { PolicyDocument } from "./document.ts";
import { applies, type Statement } from "./match-statement.ts";
import type { Naming } from "./principals.ts";
import type { Question } from "./request.ts";
import type { Truth } from "./truth.ts";

/** Where a document is asked: its kind and, of a hierarchy, its level. */
export type Source = {
  policy: PolicyKind;
  level?: number;
  /** A way of naming the caller that does not count here. */
  ignores?: Naming | undefined;
};

/** A statement that applies or not by what nobody knows. */
export type Doubt = { source: Source; document: number; statement: Statement };

/** A statement as an answer tells of it. */
export type Reason = Extract<Because, Place>;

/** What all policies say to one request, in the order in which they were asked. */
export type Hearing = {
  question: Question;
  /** Whether a permissions boundary is attached to the caller. */
  isBounded: boolean;
  /** Statements that certainly allow. */
  allows: Because[];
  /** The first statement that certainly denies. */
  denies: Reason | undefined;
  mayAllow: Doubt[];
  mayDeny: Doubt[];
};

/** Opens a hearing in which nobody has spoken. */
export const openHearing = (question: Question, isBounded = false): Hearing => ({
  question,
  isBounded,
  allows: [],
  denies: undefined,
  mayAllow: [],
  mayDeny: [],
});

/** Asks policies that are attached to the caller whether they allow: only statements that name a resource can speak. */
export function askCaller(hearing: Hearing, source: Source, documents: readonly PolicyDocument[]): Truth {
  let answer: Truth = false;
  documents.forEach((document, index) => {
    for (const statement of document.about(hearing.question.service)) {
      if (!statement.hasResource) continue;
      const applying = applies(statement, hearing.question);
      if (applying === false) continue;
      note(hearing, { source, document: index, statement }, applying);
      if (statement.effect === "Allow" && answer !== true) answer = applying;
    }
  });
  return answer;
}

/** How strongly the Allow statements of a policy name the caller: those that certainly apply, and those that may. */
export type Names = { certain: Naming; possible: Naming };

const STRENGTH: Readonly<Record<Naming, number>> = { no: 0, account: 1, role: 2, direct: 3 };

const stronger = (one: Naming, other: Naming): Naming => (STRENGTH[one] > STRENGTH[other] ? one : other);

/** Asks a policy that is attached to a resource, role or endpoint: only statements that name the caller speak. */
export function askResource(hearing: Hearing, source: Source, document: PolicyDocument): Names {
  const names: Names = { certain: "no", possible: "no" };
  for (const statement of document.about(hearing.question.service)) {
    const naming = statement.names(hearing.question.request.principal, hearing.isBounded);
    if (naming === "no" || naming === source.ignores) continue;
    const applying = applies(statement, hearing.question);
    if (applying === false) continue;
    note(hearing, { source, document: 0, statement }, applying);
    if (statement.effect === "Deny") continue;
    names.possible = stronger(naming, names.possible);
    if (applying === true) names.certain = stronger(naming, names.certain);
  }
  return names;
}

/** Whether a policy allows, by how its Allow statements name the caller. */
export function allowsBy({ certain, possible }: Names): Truth {
  if (certain !== "no") return true;
  return possible === "no" ? false : "unknown";
}

function note(hearing: Hearing, doubt: Doubt, applying: Truth): void {
  const allows = doubt.statement.effect === "Allow";
  if (applying === "unknown") (allows ? hearing.mayAllow : hearing.mayDeny).push(doubt);
  else if (allows) hearing.allows.push(reasonOf(doubt));
  else hearing.denies ??= reasonOf(doubt);
}

/** The place of a statement as an answer tells it. */
export function reasonOf({ source, document, statement }: Doubt): Reason {
  const { position, line, column, sid } = statement;
  const effect = statement.effect === "Allow" ? "allow" : "deny";
  return { policy: source.policy, level: source.level, effect, document, statement: position, line, column, sid };
}
