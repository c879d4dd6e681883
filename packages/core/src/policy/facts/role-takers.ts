import { tableOf } from "../../table-of.ts";
import { serviceOf } from "../action-matcher.ts";

/** Where roles are taken by another name than that of the actions: a task of ECS has its own, and a shell opens on an instance of EC2. */
const TAKERS: ReadonlyMap<string, string> = tableOf({
  ecs: "ecs-tasks",
  ssm: "ec2",
  "ec2-instance-connect": "ec2",
});

/**
 * Answers the principal of the service that takes the role which an action passes, or uses where it is at work.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html
 */
export function takerOf(action: string): string {
  const service = serviceOf(action);
  return `${TAKERS.get(service) ?? service}.amazonaws.com`;
}
