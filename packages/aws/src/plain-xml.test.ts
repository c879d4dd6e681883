import { expect, test } from "bun:test";
import { readPlainXml } from "./plain-xml.ts";

const leaf = (name: string, text = "") => ({ name, text, children: [] });

test("elements and their texts are read, whatever stands between elements", () => {
  const xml = `<?xml version="1.0" encoding="UTF-8"?>\n<A xmlns="urn:x">\n  <B>one</B>\n  <C/>\n  <B>two words</B>\n  <D> </D><E>\n</E>\n</A>\n`;
  expect(readPlainXml(xml)).toEqual({
    name: "A",
    text: "",
    children: [leaf("B", "one"), leaf("C"), leaf("B", "two words"), leaf("D", " "), leaf("E")],
  });
});

test("XML's own entities and numbered characters are decoded, once", () => {
  expect(readPlainXml("<A>&lt;b&gt; &amp;amp; &quot;&apos; &#252;&#x1F600;</A>")?.text).toBe(`<b> &amp; "' ü😀`);
});

test.each([
  ["a document that breaks off", "<A><B>one</B>"],
  ["a tag that breaks off", "<A><B>one</B"],
  ["a tag that another closes", "<A><B>one</A></B>"],
  ["a name that only begins like the tag", "<A><B>one</Bc></A>"],
  ["two documents", "<A/><A/>"],
  ["no document", ""],
  ["a declaration alone", '<?xml version="1.0"'],
  ["text behind the document", "<A/>more"],
  ["text beside elements", "<A>text<B/></A>"],
  ["text behind elements", "<A><B/>text</A>"],
  ["a comment", "<A><!-- <B/> --></A>"],
  ["a section of raw text", "<A><![CDATA[<B/>]]></A>"],
  ["a document type", "<!DOCTYPE A><A/>"],
  ["an entity that is not XML's own", "<A>&nbsp;</A>"],
  ["an entity that JavaScript knows", "<A>&constructor;</A>"],
  ["a bare ampersand", "<A>a & b</A>"],
  ["an attribute that holds a bracket", '<A b=">"/>'],
  ["a carriage return, which XML reads as something else", "<A>a\r\nb</A>"],
])("%s is left to a reader that knows all of XML", (_, xml) => {
  expect(readPlainXml(xml)).toBeUndefined();
});
