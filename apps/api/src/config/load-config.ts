import { Failure } from "@gatehouse/core/failure";
import { type Document, LineCounter, parseDocument } from "yaml";
import { checkConfig } from "./check-config.ts";
import { Config } from "./config.ts";
import { explainIssue, type Problem } from "./explain-issue.ts";
import { aliasOffset, keyAt, offsetOf } from "./yaml-places.ts";

type Placed = { offset: number; key: string; message: string };

/** Reads gatehouse.yaml's text, or throws one Failure that lists every error as "file:line:column: key: message". */
export function loadConfig(text: string, file = "gatehouse.yaml"): Config {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, version: "1.2", merge: true });
  const place = ({ path, message, at }: Problem): Placed => ({
    offset: offsetOf(document, path, at),
    key: keyOf(path),
    message,
  });

  const refuse = (errors: Placed[]): never => {
    const sorted = errors
      .toSorted((a, b) => a.offset - b.offset)
      .map(({ offset, key, message }) => {
        const { line, col } = lines.linePos(offset);
        return `${file}:${line}:${col}: ${key}: ${message}`;
      });
    throw new Failure("invalid", [...new Set(sorted)].join("\n"));
  };

  if (document.errors.length > 0) {
    return refuse(
      document.errors.map(({ pos, message }) => ({
        offset: pos[0],
        key: keyOf(keyAt(document, pos[0])),
        message: firstLine(message),
      })),
    );
  }
  const parsed = Config.safeParse(valuesOf(document, refuse) ?? {});
  if (!parsed.success) return refuse(parsed.error.issues.flatMap((issue) => explainIssue(issue, document)).map(place));
  const problems = checkConfig(parsed.data);
  return problems.length === 0 ? parsed.data : refuse(problems.map((problem) => place({ ...problem, at: "value" })));
}

/** Aliases are followed only now, and too many of them are refused here. */
function valuesOf(document: Document, refuse: (errors: Placed[]) => never): unknown {
  try {
    return document.toJS();
  } catch (error) {
    const offset = aliasOffset(document);
    const message = error instanceof Error ? error.message : String(error);
    return refuse([{ offset, key: keyOf(keyAt(document, offset)), message }]);
  }
}

function keyOf(path: readonly PropertyKey[]): string {
  return path.length === 0 ? "(top level)" : path.map(String).join(".");
}

function firstLine(message: string): string {
  return (message.split("\n")[0] ?? message).replace(/ at line \d+, column \d+:?$/, "");
}
