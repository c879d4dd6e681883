const policy = (...statements: object[]): string =>
  JSON.stringify({ Version: "2012-10-17", Statement: statements }, undefined, 2);

const account = "111122223333";

/** Policies as people write them, one of each form of the grammar: what mutations begin with. */
export const REAL_POLICIES: readonly string[] = [
  policy({
    Effect: "Allow",
    Action: ["s3:Get*", "s3:List*"],
    Resource: ["arn:aws:s3:::reports", "arn:aws:s3:::reports/*"],
  }),
  policy(
    { Sid: "Own", Effect: "Allow", Action: "iam:*", Resource: "arn:aws:iam::*:user/${aws:username, 'nobody'}" },
    {
      Effect: "Deny",
      NotAction: "iam:*",
      NotResource: "*",
      Condition: { BoolIfExists: { "aws:MultiFactorAuthPresent": false } },
    },
  ),
  policy({
    Effect: "Allow",
    Principal: { AWS: [`arn:aws:iam::${account}:root`, account], Service: "ec2.amazonaws.com" },
    Action: "sts:AssumeRole",
    Condition: {
      StringEquals: { "sts:ExternalId": ['a"b', "ünï\tcode"] },
      NumericLessThan: { "aws:MultiFactorAuthAge": 3600 },
    },
  }),
  policy({
    Effect: "Deny",
    Principal: "*",
    Action: "s3:*",
    Resource: "arn:aws:s3:::b/*",
    Condition: {
      "ForAnyValue:StringNotLikeIfExists": { "aws:PrincipalOrgPaths": ["o-1/*"] },
      IpAddress: { "aws:SourceIp": "2001:db8::/32" },
    },
  }),
  `{"Version":"2008-10-17","Id":"old","Statement":{"Effect":"Allow","NotPrincipal":{"Federated":"cognito-identity.amazonaws.com"},"Action":"*","Resource":"*"}}`,
];
