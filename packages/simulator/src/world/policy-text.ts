/** A statement of a policy document, in AWS's own words. */
export type Statement = {
  Sid?: string;
  Effect: "Allow" | "Deny";
  Principal?: unknown;
  Action?: string | readonly string[];
  NotAction?: string | readonly string[];
  Resource?: string | readonly string[];
  NotResource?: string | readonly string[];
  Condition?: unknown;
};

/** The JSON text of a policy document. */
export function policyText(...statements: readonly Statement[]): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: statements });
}

export const ASSUME = ["sts:AssumeRole", "sts:SetSourceIdentity", "sts:TagSession"] as const;

/** A trust policy that lets one principal assume the role, with its identity and tags unless told otherwise. */
export function trustText(arn: string, actions: string | readonly string[] = ASSUME): string {
  return policyText({ Effect: "Allow", Principal: { AWS: arn }, Action: actions });
}
