import { expect, test } from "bun:test";
import { parsePolicy } from "../document.ts";
import { evaluate } from "../evaluate.ts";
import { createRandom } from "../test/random.ts";
import { readCatalogue } from "../test/read-catalogue.ts";
import { downScope } from "./down-scope.ts";
import type { Need } from "./need.ts";

const catalogue = await readCatalogue();
const queue = (name: string) => `arn:aws:sqs:eu-west-1:111122223333:${name}`;
const principal = {
  arn: "arn:aws:sts::111122223333:assumed-role/Reports/ann",
  accountId: "111122223333",
  roleArn: "arn:aws:iam::111122223333:role/Reports",
};
/** Nobody needs a permission for some actions of STS. */
const ASKED = catalogue.matching("s?s:*").filter(({ service }) => service !== "sts" && service !== "ses");
const everything = parsePolicy('{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}');

function allows(policy: string, action: string, resource: string): boolean {
  const request = { principal, action, resource, resourceAccountId: principal.accountId, context: {} };
  return (
    evaluate(request, { identity: [everything], serviceControl: [], session: [parsePolicy(policy)] }).effect ===
    "allowed"
  );
}

test("a small need is one statement with every action spelt out", () => {
  const needs = [{ actions: ["sqs:SendMessage", "sqs:ReceiveMessage"], resources: [queue("orders")] }];
  expect(JSON.parse(downScope(needs, catalogue).policy)).toEqual({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: ["sqs:ReceiveMessage", "sqs:SendMessage"], Resource: queue("orders") }],
  });
});

test.each([
  [["arn:aws:s3:::b/*", "arn:aws:s3:::b/**"], "arn:aws:s3:::b/*"],
  [["*", "**"], "*"],
  [["arn:aws:s3:::b/x", "arn:aws:s3:::b/?", "arn:aws:s3:::b/*"], "arn:aws:s3:::b/*"],
])("of resources that cover each other one stays: %p", (resources, left) => {
  const { policy } = downScope([{ actions: ["s3:GetObject"], resources }], catalogue);
  expect(JSON.parse(policy)).toMatchObject({ Statement: [{ Resource: left }] });
});

test("needs that would take long to try are refused, with what to do", () => {
  const actions = catalogue.prefixes.map((prefix) => `${prefix}:*`);
  const ask = () => downScope([{ actions, resources: [queue("a")] }], catalogue);
  expect(ask).toThrow(expect.objectContaining({ code: "too-large" }));
});

test("needs with the same resources, and those with the same actions, share a statement", () => {
  const same = downScope(
    [
      { actions: ["sqs:SendMessage"], resources: [queue("a")] },
      { actions: ["sqs:PurgeQueue"], resources: [queue("a")] },
    ],
    catalogue,
  );
  const actions = downScope(
    [
      { actions: ["sqs:SendMessage"], resources: [queue("a")] },
      { actions: ["sqs:SendMessage"], resources: [queue("b")] },
    ],
    catalogue,
  );
  expect([same, actions].map(({ policy }) => parsePolicy(policy).statements.length)).toEqual([1, 1]);
});

test("an action without resources is allowed on all, since no other statement would allow it", () => {
  const { policy } = downScope([{ actions: ["sqs:ListQueues", "sqs:PurgeQueue"], resources: [queue("a")] }], catalogue);
  expect(allows(policy, "sqs:ListQueues", "*")).toBeTrue();
  expect(allows(policy, "sqs:PurgeQueue", queue("b"))).toBeFalse();
});

test("conditions keep statements apart", () => {
  const condition = { StringEquals: { "aws:RequestedRegion": "eu-west-1" } };
  const needs = [
    { actions: ["sqs:SendMessage"], resources: [queue("a")] },
    { actions: ["sqs:PurgeQueue"], resources: [queue("a")], condition },
  ];
  const { Statement } = JSON.parse(downScope(needs, catalogue).policy) as { Statement: { Condition?: object }[] };
  expect(Statement.map(({ Condition }) => Condition)).toEqual([undefined, condition]);
});

test("what is too long spelt out is shrunk first, without granting more", () => {
  const actions = catalogue.matching("ec2:Describe*").map(({ id }) => id);
  const answer = downScope([{ actions, resources: ["*"] }], catalogue);
  expect(answer).toMatchObject({ fits: true, exact: true, extra: [] });
  expect(answer.policy).toContain('"ec2:Describe*"');
});

test("what is too long even then is widened, and says what more it grants", () => {
  const resources = Array.from({ length: 60 }, (_, index) => queue(`orders-${index}-of-the-company`));
  const answer = downScope([{ actions: ["sqs:SendMessage"], resources }], catalogue);
  expect(answer).toMatchObject({
    fits: true,
    exact: false,
    extra: [{ actions: ["sqs:SendMessage"], resources: [queue("orders-*")], levels: ["Write"], count: 1 }],
  });
  expect(answer.size).toBeLessThanOrEqual(2_048);
  expect(resources.every((resource) => allows(answer.policy, "sqs:SendMessage", resource))).toBeTrue();
});

test("what fits in no way says how small it came", () => {
  const needs = Array.from({ length: 60 }, (_, index): Need => ({
    actions: ["sqs:SendMessage"],
    resources: [`arn:aws:sqs:eu-west-1:${100_000_000_000 + index}:orders`],
  }));
  const answer = downScope(needs, catalogue);
  expect(answer.fits).toBeFalse();
  expect(answer.because).toContain(`Even widened it takes ${answer.size}`);
  expect(answer.size).toBeGreaterThan(2_048);
});

test("a widened policy allows all that is needed, and lists every pair that it allows besides", () => {
  const random = createRandom(5);
  for (let round = 0; round < 6; round += 1) {
    const needs = randomNeeds(random, 12);
    const { policy, extra } = downScope(needs, catalogue, 700);
    for (const { actions, resources } of needs)
      for (const action of actions)
        for (const resource of resources) {
          const asked = (catalogue.action(action)?.resources.length ?? 0) === 0 ? "*" : resource;
          expect([action, asked, allows(policy, action, asked)]).toEqual([action, asked, true]);
        }
    const listed = extra.map(({ actions, resources }) => ({
      actions: new Set(actions.flatMap((pattern) => catalogue.matching(pattern).map(({ id }) => id))),
      resources: parsePolicy(
        JSON.stringify({ Version: "2012-10-17", Statement: { Effect: "Allow", Action: "*", Resource: resources } }),
      ),
    }));
    const resources = [...new Set(needs.flatMap((need) => need.resources))];
    for (const { id } of ASKED)
      for (const resource of resources)
        if (allows(policy, id, resource) && !isNeeded(needs, id, resource))
          expect(
            listed.some(
              ({ actions, resources }) =>
                actions.has(id) &&
                evaluate(
                  { principal, action: id, resource, resourceAccountId: principal.accountId, context: {} },
                  { identity: [resources], serviceControl: [] },
                ).effect === "allowed",
            ),
          ).toBeTrue();
  }
});

test("an exact policy allows each needed pair, and nothing else among the catalogue's actions on these resources", () => {
  const random = createRandom(3);
  for (let round = 0; round < 10; round += 1) {
    const needs = randomNeeds(random, 5);
    const { policy, exact } = downScope(needs, catalogue, 20_000);
    expect(exact).toBeTrue();
    for (const resource of new Set(needs.flatMap((need) => need.resources)))
      for (const { id } of ASKED)
        expect([id, resource, allows(policy, id, resource)]).toEqual([id, resource, isNeeded(needs, id, resource)]);
  }
});

function randomNeeds(random: ReturnType<typeof createRandom>, count: number): Need[] {
  return Array.from({ length: count }, () => {
    const service = random.pick(["sqs", "sns", "sms"]);
    const all = catalogue.service(service)?.actions ?? [];
    const dense = 1 + random.below(9);
    const actions = all.filter(() => random.below(10) < dense).map(({ id }) => id);
    const resources = Array.from({ length: 1 + random.below(3) }, () => queue(random.pick(["a", "b", "c", "orders"])));
    return { actions: actions.length === 0 ? [`${service}:*`] : actions, resources };
  });
}

/** An action without resources is allowed on "*", and so on every resource. */
function isNeeded(needs: readonly Need[], id: string, resource: string): boolean {
  const anywhere = (catalogue.action(id)?.resources.length ?? 0) === 0;
  return needs.some(
    ({ actions, resources }) =>
      actions.some((one) => one === id || catalogue.matching(one).some((action) => action.id === id)) &&
      (anywhere || resources.includes(resource)),
  );
}
