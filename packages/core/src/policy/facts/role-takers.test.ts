import { expect, test } from "bun:test";
import { takerOf } from "./role-takers.ts";

test.each([
  ["ecs:RunTask", "ecs-tasks.amazonaws.com"],
  ["ssm:StartSession", "ec2.amazonaws.com"],
  ["ec2-instance-connect:SendSSHPublicKey", "ec2.amazonaws.com"],
  ["constructor:Run", "constructor.amazonaws.com"],
])("the role of %s is taken by %s", (action, service) => {
  expect(takerOf(action)).toBe(service);
});
