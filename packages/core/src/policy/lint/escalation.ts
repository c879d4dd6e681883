import type { StatementTree } from "../grammar/tree.ts";
import { guide, type Rule } from "./rule.ts";
import { conditionsOn, coversAllResources, textsOf } from "./statement-facts.ts";
import type { Subject } from "./subject.ts";

const PERMISSIONS = guide("access_permissions-required.html");

/** Actions of IAM by which one gives oneself, or another whom one controls, more access. */
export const BY_ITSELF: readonly string[] = [
  "iam:CreatePolicyVersion",
  "iam:SetDefaultPolicyVersion",
  "iam:AttachUserPolicy",
  "iam:AttachGroupPolicy",
  "iam:AttachRolePolicy",
  "iam:PutUserPolicy",
  "iam:PutGroupPolicy",
  "iam:PutRolePolicy",
  "iam:AddUserToGroup",
  "iam:UpdateAssumeRolePolicy",
  "iam:CreateAccessKey",
  "iam:CreateLoginProfile",
  "iam:UpdateLoginProfile",
  "iam:DeleteRolePermissionsBoundary",
  "iam:DeleteUserPermissionsBoundary",
];

/** What runs code of one's own with a role that one passes; all actions of a row are needed beside iam:PassRole. */
export const WITH_PASS_ROLE: readonly (readonly string[])[] = [
  ["ec2:RunInstances"],
  ["lambda:CreateFunction", "lambda:InvokeFunction"],
  ["lambda:CreateFunction", "lambda:AddPermission"],
  ["lambda:CreateFunction", "lambda:CreateEventSourceMapping"],
  ["cloudformation:CreateStack"],
  ["ecs:RegisterTaskDefinition", "ecs:RunTask"],
  ["glue:CreateJob", "glue:StartJobRun"],
  ["glue:CreateDevEndpoint"],
  ["codebuild:CreateProject", "codebuild:StartBuild"],
  ["sagemaker:CreateNotebookInstance", "sagemaker:CreatePresignedNotebookInstanceUrl"],
  ["datapipeline:CreatePipeline", "datapipeline:PutPipelineDefinition"],
  ["states:CreateStateMachine", "states:StartExecution"],
];

/** What runs code of one's own with a role that something has already. */
export const WITH_EXISTING: readonly string[] = [
  "lambda:UpdateFunctionCode",
  "ssm:SendCommand",
  "ssm:StartSession",
  "ec2-instance-connect:SendSSHPublicKey",
  "glue:UpdateJob",
  "codebuild:StartBuild",
];

const isEverything = ({ action }: StatementTree): boolean =>
  action?.element === "Action" && textsOf(action).some((text) => /^\*(:\*)?$/.test(text));

/** Statements that allow without a condition, on all resources; those that allow everything have their own rule. */
function wide({ tree, once }: Subject): StatementTree[] {
  return once("wide statements", () =>
    tree.statements.filter(
      (statement) =>
        statement.effect === "Allow" &&
        statement.conditions.length === 0 &&
        coversAllResources(statement) &&
        !isEverything(statement),
    ),
  );
}

/** Combinations of access by which one gets more than was given. */
export const ESCALATION_RULES: readonly Rule[] = [
  {
    id: "escalation-iam",
    severity: "warning",
    explains: "With one of these actions on every resource one can give oneself any access.",
    see: PERMISSIONS,
    on: ["identity"],
    policy(subject, tell) {
      for (const statement of wide(subject)) {
        const found = BY_ITSELF.filter((id) => subject.coversAction(statement, id.toLowerCase()));
        if (found.length > 0 && statement.action !== undefined)
          tell(statement.action, `On every resource one can give oneself any access by ${inWords(found)}.`);
      }
    },
  },
  {
    id: "escalation-pass-role",
    severity: "warning",
    explains: "Who may pass any role to what runs their own code has the access of all those roles.",
    see: guide("id_roles_use_passrole.html"),
    on: ["identity"],
    policy(subject, tell) {
      const { statements } = subject.tree;
      const passing = statements.find((statement) => passesAnyRole(statement, subject));
      if (passing === undefined) return;
      const allowing = statements.filter((statement) => statement.effect === "Allow" && !isEverything(statement));
      const isAllowed = (id: string): boolean =>
        allowing.some((statement) => subject.coversAction(statement, id.toLowerCase()));
      const found = WITH_PASS_ROLE.filter((row) => row.every(isAllowed));
      if (found.length > 0)
        tell(
          passing.action ?? passing.node,
          `Any role can be used by iam:PassRole with ${inWords(found.map((row) => row.join(" and ")))}.`,
        );
    },
  },
  {
    id: "escalation-existing-role",
    severity: "warning",
    explains: "Who may run code where a role is at work has the access of that role.",
    see: guide("id_roles_use_switch-role-ec2.html"),
    on: ["identity"],
    policy(subject, tell) {
      for (const statement of wide(subject)) {
        if (statement.action?.element !== "Action") continue;
        const found = WITH_EXISTING.filter((id) => subject.coversAction(statement, id.toLowerCase()));
        if (found.length > 0)
          tell(statement.action, `On every resource this uses the roles of others by ${inWords(found)}.`);
      }
    },
  },
];

function passesAnyRole(statement: StatementTree, subject: Subject): boolean {
  const { effect } = statement;
  if (effect !== "Allow" || isEverything(statement) || !coversAllResources(statement)) return false;
  if (conditionsOn(statement, "iam:passedtoservice").length > 0) return false;
  return subject.coversAction(statement, "iam:passrole");
}

/** A few names, and how many more. */
function inWords(names: readonly string[]): string {
  const shown = names.slice(0, 3).join(", ");
  return names.length > 3 ? `${shown} and ${names.length - 3} more` : shown;
}
