import { Settings } from "@gatehouse/core/settings";
import type { SettingsFinding } from "@gatehouse/core/settings/finding";
import { type Document, LineCounter, parseDocument } from "yaml";
import { explainIssue, type Problem } from "../config/explain-issue.ts";
import { keyAt, offsetOf, repeatedKeys } from "../config/yaml-places.ts";
import { settingsWarnings } from "./settings-warnings.ts";

/** The settings that a text holds, absent where anything in it is an error; and all that is to be said of it, by place. */
export type CheckedSettings = { settings?: Settings; findings: SettingsFinding[] };

/** So many findings are all that anyone reads at once. */
const MOST = 100;
const TWICE = "this key stands here twice: only one of the two can be meant";

type Finding = SettingsFinding & { offset: number };

/** Reads the settings' YAML as the incumbent does (YAML 1.1 with merge keys), but refuses a key that stands twice. */
export function checkSettings(text: string): CheckedSettings {
  const lines = new LineCounter();
  // The parser looks for a key that stands twice by comparing each with all before it: thousands of groups take seconds.
  const document = parseDocument(text, { lineCounter: lines, version: "1.1", merge: true, uniqueKeys: false });
  const placed = (
    severity: SettingsFinding["severity"],
    about: { offset: number; key: string; message: string },
  ): Finding => {
    const { line, col } = lines.linePos(about.offset);
    return { severity, line: Math.max(1, line), column: Math.max(1, col), ...about };
  };
  const ofSchema =
    (severity: SettingsFinding["severity"]) =>
    ({ path, message, at }: Problem): Finding =>
      placed(severity, { offset: offsetOf(document, path, at), key: path.map(String).join("."), message });
  const ofYaml =
    (severity: SettingsFinding["severity"]) =>
    ({ pos, message }: { pos: readonly [number, number]; message: string }) =>
      placed(severity, { offset: pos[0], key: keyAt(document, pos[0]).join("."), message: sentence(message) });

  const warnings = mostOf(document.warnings).map(ofYaml("warning"));
  const broken = [...document.errors, ...repeatedKeys(document).map((pos) => ({ pos, message: TWICE }))];
  if (broken.length > 0) {
    const errors = mostOf(broken.toSorted((a, b) => a.pos[0] - b.pos[0])).map(ofYaml("error"));
    return { findings: ordered([...errors, ...warnings]) };
  }
  const value = toValue(document);
  if (value instanceof Error)
    return { findings: ordered([placed("error", { offset: 0, key: "", message: sentence(value.message) })]) };
  const parsed = Settings.safeParse(value ?? {});
  const more = mostOf(settingsWarnings(value)).map(ofSchema("warning"));
  if (parsed.success) return { settings: parsed.data, findings: ordered([...warnings, ...more]) };
  const problems = mostOf(parsed.error.issues).flatMap((issue) => explainIssue(issue, document, Settings));
  return { findings: ordered([...mostOf(problems).map(ofSchema("error")), ...warnings, ...more]) };
}

/** Says a finding in one line: where, which key, what. */
export function sayFinding({ line, column, key, message }: SettingsFinding): string {
  return `line ${line}, column ${column}: ${key === "" ? "" : `${key}: `}${message}`;
}

/** Anchors that unfold without end are refused by the parser. */
function toValue(document: Document): unknown {
  try {
    return document.toJS();
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

/** Telling a finding's place takes a walk through the document: only those that are told are worth one. */
function mostOf<T>(found: readonly T[]): readonly T[] {
  return found.slice(0, MOST);
}

function ordered(findings: Finding[]): SettingsFinding[] {
  const errorsFirst = findings.toSorted((a, b) => Number(b.severity === "error") - Number(a.severity === "error"));
  return mostOf(errorsFirst)
    .toSorted((a, b) => a.offset - b.offset)
    .map(({ severity, line, column, key, message }) => ({ severity, line, column, key, message }));
}

function sentence(message: string): string {
  return (message.split("\n")[0] ?? message).replace(/ at line \d+, column \d+:?$/, "");
}
