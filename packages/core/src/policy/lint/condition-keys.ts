import type { Catalogue } from "../catalogue/catalogue.ts";
import { suggestConditionKeys, sureConditionKey } from "../catalogue/suggest.ts";
import type { Action, ConditionKey } from "../catalogue/service.ts";
import type { ConditionTree, ScalarNode, StatementTree } from "../grammar/tree.ts";
import { comparable, DEPRECATED, isProviderKey } from "./condition-facts.ts";
import { renameConditionKey } from "./edits.ts";
import { check, guide, type Rule, type Tell } from "./rule.ts";
import type { Subject } from "./subject.ts";

const OPERATORS = guide("reference_policies_elements_condition_operators.html");
const GLOBAL_KEYS = guide("reference_policies_condition-keys.html");

/** A statement of so many actions is not meant for each of them. */
const MANY_ACTIONS = 5_000;

/** Which keys a condition asks for, and by which operator. */
export const CONDITION_KEY_RULES: readonly Rule[] = [
  {
    id: "condition-key-format",
    severity: "error",
    needs: "odd-key",
    explains: "A condition key is written prefix:name, and AWS refuses another form.",
    see: check("access-analyzer-reference-policy-checks-error-invalid-condition-key-format"),
    statement({ conditions }, _subject, tell) {
      for (const { key } of conditions)
        if (!/^[^:\s]+:\S/.test(key.value))
          tell(key, `${JSON.stringify(key.value)} has no prefix such as aws: or s3:.`);
    },
  },
  {
    id: "condition-key-twice",
    severity: "error",
    explains: "Keys are compared without regard to case, and AWS refuses one operator with a key twice.",
    see: check("access-analyzer-reference-policy-checks-error-duplicate-keys-with-different-case"),
    statement({ conditions }, _subject, tell) {
      for (const [index, { operator, key, lower }] of conditions.entries()) {
        if (conditions[index - 1]?.operator !== operator) continue;
        const before = conditions.findLast(
          (one, place) => place < index && one.operator === operator && one.lower === lower,
        );
        if (before !== undefined && before.key.value !== key.value)
          tell(key, `${key.value} and ${before.key.value} are one key.`);
      }
    },
  },
  {
    id: "unknown-global-key",
    severity: "error",
    needs: "odd-key",
    explains: "AWS fills the keys that begin with aws: itself; one that it does not know is never there.",
    see: GLOBAL_KEYS,
    statement(statement, { catalogue }, tell) {
      for (const condition of statement.conditions) {
        const { value } = condition.key;
        if (/^aws:/i.test(value) && catalogue.conditionKey(value) === undefined && !isTagWithoutName(value))
          tellUnknown({ statement, condition, says: "AWS has no condition key" }, catalogue, tell);
      }
    },
  },
  {
    id: "unknown-condition-key",
    // No error, as the same of aws: is: services add keys sooner than any list of them is renewed.
    severity: "warning",
    needs: "odd-key",
    explains: "A key that no service fills is never there, so the condition never or always holds.",
    see: check("access-analyzer-reference-policy-checks-error-invalid-service-condition-key"),
    statement(statement, { catalogue }, tell) {
      for (const condition of statement.conditions) {
        const { value } = condition.key;
        if (/^aws:/i.test(value) || !value.includes(":") || isProviderKey(value)) continue;
        if (catalogue.conditionKey(value) === undefined)
          tellUnknown({ statement, condition, says: "No service has the condition key" }, catalogue, tell);
      }
    },
  },
  {
    id: "tag-key-missing",
    severity: "error",
    needs: "odd-key",
    explains: "A key for tags needs the name of the tag after its slash.",
    see: check("access-analyzer-reference-policy-checks-error-missing-tag-key-in-condition"),
    statement({ conditions }, _subject, tell) {
      for (const { key } of conditions)
        if (isTagWithoutName(key.value)) tell(key, `Write the name of the tag: ${key.value.replace(/\/?$/, "/")}Name.`);
    },
  },
  {
    id: "deprecated-condition-key",
    severity: "warning",
    needs: "odd-key",
    explains: "AWS keeps the key for old policies only.",
    see: check("access-analyzer-reference-policy-checks-general-warning-deprecated-global-condition-key"),
    statement(statement, _subject, tell) {
      for (const condition of statement.conditions) {
        const { key, lower } = condition;
        const better = DEPRECATED.get(lower);
        if (better !== undefined)
          tell(key, `${key.value} is old; use ${better}.`, renameConditionKey(statement, condition, better));
      }
    },
  },
  {
    id: "condition-key-not-for-action",
    severity: "warning",
    explains: "A request carries the keys of its own action only; by others a condition never or always holds.",
    see: guide("reference_policies_actions-resources-contextkeys.html"),
    on: ["identity", "session", "service-control", "resource-control", "resource", "endpoint"],
    statement(statement, subject, tell) {
      if (statement.conditions.length === 0) return;
      const keys = subject.keysOf(statement);
      // Many conditions may ask for one key, e.g. for a tag by its name, and a pattern may name thousands of actions.
      const carried = new Map<string, boolean>();
      for (const [index, condition] of statement.conditions.entries()) {
        const known = keys[index];
        if (known === undefined || condition.lower.startsWith("aws:") || isProviderKey(known.key)) continue;
        const isKnown = carried.get(known.key) ?? isCarried(statement, subject, known.key);
        carried.set(known.key, isKnown);
        if (isKnown) continue;
        if (!subject.catalogue.globalKeys.some(({ key }) => key === known.key))
          tell(condition.key, `None of the actions of this statement carries ${condition.key.value}.`);
      }
    },
  },
  {
    id: "operator-type",
    severity: "warning",
    explains: "An operator of another kind than the key's values never holds, or always.",
    see: OPERATORS,
    statement(statement, subject, tell) {
      const keys = subject.keysOf(statement);
      for (const [index, condition] of statement.conditions.entries()) {
        const known = keys[index];
        if (known === undefined || condition.test === undefined) continue;
        const { family } = condition.test;
        if (!comparable(known.type, family) && !comparesArns(family, condition))
          tell(
            condition.operator,
            `${known.key} is of type ${known.type}, which ${condition.test.name} cannot compare.`,
          );
        const range = known.type === "IPAddress" && family === "String" ? rangeAmong(condition) : undefined;
        if (range !== undefined)
          tell(range, `${condition.test.name} compares texts, and ${known.key} is one address: use IpAddress.`);
      }
    },
  },
];

type Unknown = { statement: StatementTree; condition: ConditionTree; says: string };

/** Tells of a key that nobody knows, and mends it where only one other can have been meant. */
function tellUnknown({ statement, condition, says }: Unknown, catalogue: Catalogue, tell: Tell): void {
  const { key } = condition;
  const [near] = suggestConditionKeys(catalogue, key.value);
  const sure = sureConditionKey(catalogue, key.value);
  const asks = near === undefined ? "" : ` Is ${near} meant?`;
  const fixed = sure === undefined ? undefined : renameConditionKey(statement, condition, sure);
  tell(key, `${says} ${key.value}.${asks}`, fixed);
}

const rangeAmong = ({ values }: ConditionTree): ScalarNode | undefined =>
  values.find(({ value }) => String(value).includes("/"));

/** AWS's own policies compare keys of type String by Arn operators where their values are ARNs, e.g. kms:EncryptionContext. */
function comparesArns(family: string, { values }: ConditionTree): boolean {
  return family === "Arn" && values.every(({ value }) => /^(arn:|\*|\$\{)/.test(String(value)));
}

function isTagWithoutName(written: string): boolean {
  return /^(aws:(request|resource|principal)tag|[a-z0-9-]+:resourcetag)\/?$/i.test(written);
}

/** Whether one of the statement's actions carries a key, by itself or by one of its resources; true where too many are meant. */
function isCarried(statement: StatementTree, subject: Subject, wanted: string): boolean {
  if (statement.action?.element !== "Action") return true;
  let count = 0;
  for (const { matching } of subject.named(statement).facts) {
    count += matching.length;
    // Texts may cover the same actions over and over.
    if (count > MANY_ACTIONS) break;
    if (matching.some((action) => carries(action, wanted))) return true;
  }
  if (count <= MANY_ACTIONS) return count === 0;
  const actions = subject.actionsOf(statement);
  return actions.length > MANY_ACTIONS || actions.some((action) => carries(action, wanted));
}

const has = (keys: readonly ConditionKey[], wanted: string): boolean => keys.some(({ key }) => key === wanted);

function carries({ conditionKeys, resources }: Action, wanted: string): boolean {
  if (has(conditionKeys, wanted)) return true;
  return resources.some((one) => has(one.conditionKeys, wanted) || has(one.type.conditionKeys, wanted));
}
