import { expect, test } from "bun:test";
import { explainRole } from "../../src/access/explain-role.ts";
import { createTestApp } from "../test-app.ts";

test("between any two of many questions that came at once, others are answered", async () => {
  const { app, sync, close } = await createTestApp();
  await sync();
  const happened: string[] = [];
  const others = (): void => {
    happened.push("others");
    if (happened.length < 100) setImmediate(others);
  };
  setImmediate(others);
  const ann = { kind: "person" as const, name: "ann@larkspur.example", groups: [] };
  const ask = () => explainRole(app, ann, { query: "absent" }).then(() => void happened.push("answer"));
  await Promise.all(Array.from({ length: 5 }, ask));
  expect(happened.filter((what) => what === "answer")).toHaveLength(5);
  expect(happened.join(" ")).not.toContain("answer answer");
  await close();
});
