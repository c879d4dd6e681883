import type { Because, PolicyKind } from "./decision.ts";
import type { PolicyDocument } from "./document.ts";
import { applies, type Statement } from "./match-statement.ts";
import type { Naming } from "./principals.ts";
import type { Question } from "./request.ts";

/** What the policies of one kind say to a request: the statements that allow, and the first that denies. */
export type Said = { allows: Because[]; denies: Because | undefined };

/** What a resource-based policy says, and how strongly its Allow statements name the caller. */
export type SaidOfCaller = Said & { naming: Naming };

type Place = { policy: PolicyKind; level?: number };

/** Asks policies that are attached to the caller: only statements that name a resource can speak. */
export function askCaller(documents: readonly PolicyDocument[], question: Question, place: Place): Said {
  const said: Said = { allows: [], denies: undefined };
  documents.forEach((document, index) => {
    for (const statement of document.statements)
      if (statement.hasResource && applies(statement, question)) note(said, statement, reason(place, index, statement));
  });
  return said;
}

const STRENGTH: Readonly<Record<Naming, number>> = { no: 0, account: 1, role: 2, direct: 3 };

/** Asks a policy that is attached to a resource or role: only statements that name the caller speak. */
export function askResource(document: PolicyDocument, question: Question, place: Place): SaidOfCaller {
  const said: SaidOfCaller = { allows: [], denies: undefined, naming: "no" };
  for (const statement of document.statements) {
    const naming = statement.names(question.request.principal);
    if (naming === "no" || !applies(statement, question)) continue;
    note(said, statement, reason(place, 0, statement));
    if (statement.effect === "Allow" && STRENGTH[naming] > STRENGTH[said.naming]) said.naming = naming;
  }
  return said;
}

function note(said: Said, statement: Statement, because: Because): void {
  if (statement.effect === "Allow") said.allows.push(because);
  else said.denies ??= because;
}

function reason({ policy, level }: Place, document: number, { effect, position, sid }: Statement): Because {
  return { policy, level, effect: effect === "Allow" ? "allow" : "deny", document, statement: position, sid };
}
