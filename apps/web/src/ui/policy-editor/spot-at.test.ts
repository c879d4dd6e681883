import { jsonLanguage } from "@codemirror/lang-json";
import { expect, test } from "bun:test";
import { spotAt } from "./spot-at.ts";

/** The spot at the bar in a text. */
function at(marked: string) {
  const offset = marked.indexOf("|");
  const text = marked.replace("|", "");
  return spotAt({ text, tree: jsonLanguage.parser.parse(text) }, offset, offset)?.spot;
}

test.each([
  ['{"Ver|": ""}', { place: "policy-element", written: "Ver" }],
  ['{"Version": "20|"}', { place: "version", written: "20" }],
  ['{"Statement": [{"Eff|": ""}]}', { place: "statement-element", written: "Eff" }],
  ['{"Statement": {"Effect": "|"}}', { place: "effect", written: "" }],
  ['{"Statement": [{"Action": "s3:G|et"}]}', { place: "action", written: "s3:G" }],
  ['{"Statement": [{"Action": ["s3:Get*", "sqs|"', { place: "action", written: "sqs", actions: ["s3:Get*"] }],
  ['{"Statement": [{"Principal": "|"}]}', { place: "principal", written: "", principalKind: "AWS" }],
  ['{"Statement": [{"Principal": {"S|": ""}}]}', { place: "principal-kind", written: "S" }],
  [
    '{"Statement": [{"Principal": {"Service": ["ec|"]}}]}',
    { place: "principal", written: "ec", principalKind: "Service" },
  ],
  ['{"Statement": [{"Condition": {"Str|": {}}}]}', { place: "operator", written: "Str" }],
  [
    '{"Statement": [{"Action": "sqs:*", "Condition": {"Bool": {"aws:|": ""}}}]}',
    { place: "condition-key", written: "aws:", operator: "Bool", actions: ["sqs:*"] },
  ],
  [
    '{"Statement": [{"Condition": {"Bool": {"aws:X": ["|"]}}}]}',
    { place: "condition-value", written: "", operator: "Bool", key: "aws:X" },
  ],
] as const)("%s is known by its place", (text, spot) => {
  expect(at(text)).toEqual(spot as never);
});

test("names that stand already are told, and the one that is typed is not among them", () => {
  expect(at('{"Statement": [{"Effect": "Allow", "A|": ""}]}')?.present).toEqual(["Effect"]);
});

test("what is no place of a policy is none", () => {
  for (const text of [
    '{"Statement": [{"Sid": "a|"}]}',
    '{"Statement": [{"constructor": "a|"}]}',
    '["a|"]',
    '{"Other": {"a|": 1}}',
    "{|}",
  ])
    expect(at(text)).toBeUndefined();
});

test("a word is told whole where it is not cut at the cursor", () => {
  const text = '{"Statement": {"Action": "s3:GetObject"}}';
  const tree = jsonLanguage.parser.parse(text);
  expect(spotAt({ text, tree }, 27)).toMatchObject({ spot: { written: "s3:GetObject" }, from: 26, to: 38 });
});
