/** One rule of the IAM engine, and the change of its source that switches it off. */
export type Rule = {
  /** What holds while the rule is on. */
  id: string;
  /** A file of packages/core/src/policy. */
  file: string;
  /** Stands exactly once in the file. */
  find: string;
  replace: string;
  /** Where AWS publishes the rule. */
  page: string;
};

/** Makes rules of one file that rest on one page. */
export const rulesOf =
  (file: string, page: string) =>
  (id: string, find: string, replace: string): Rule => ({ id, file, find, replace, page });

const GUIDE = "https://docs.aws.amazon.com/IAM/latest/UserGuide";

/** The pages that many rules rest on. */
export const PAGES = {
  operators: `${GUIDE}/reference_policies_elements_condition_operators.html`,
  sets: `${GUIDE}/reference_policies_condition-single-vs-multi-valued-context-keys.html`,
  logic: `${GUIDE}/reference_policies_condition-logic-multiple-context-keys-or-values.html`,
  condition: `${GUIDE}/reference_policies_elements_condition.html`,
  keys: `${GUIDE}/reference_policies_condition-keys.html`,
  variables: `${GUIDE}/reference_policies_variables.html`,
  action: `${GUIDE}/reference_policies_elements_action.html`,
  notAction: `${GUIDE}/reference_policies_elements_notaction.html`,
  resource: `${GUIDE}/reference_policies_elements_resource.html`,
  arns: `${GUIDE}/reference_identifiers.html`,
  notResource: `${GUIDE}/reference_policies_elements_notresource.html`,
  principal: `${GUIDE}/reference_policies_elements_principal.html`,
  notPrincipal: `${GUIDE}/reference_policies_elements_notprincipal.html`,
  version: `${GUIDE}/reference_policies_elements_version.html`,
  evaluation: `${GUIDE}/reference_policies_evaluation-logic_policy-eval-denyallow.html`,
  basics: `${GUIDE}/reference_policies_evaluation-logic_policy-eval-basics.html`,
  crossAccount: `${GUIDE}/reference_policies_evaluation-logic-cross-account.html`,
  boundaries: `${GUIDE}/access_policies_boundaries.html`,
  temporary: `${GUIDE}/id_credentials_temp_request.html`,
  sessionToken: `${GUIDE}/id_credentials_temp_control-access_getsessiontoken.html`,
  federation: `${GUIDE}/id_credentials_temp_control-access_getfederationtoken.html`,
  endpoint: "https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html",
  keyPolicies: "https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html",
  authPolicies: "https://docs.aws.amazon.com/vpc-lattice/latest/ug/auth-policies.html",
  closedToOthers: "https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-modifying-external-accounts.html",
  buckets: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/walkthrough1.html",
  canonicalUser:
    "https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-bucket-user-policy-specifying-principal-intro.html",
  bucketPolicy: "https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketPolicy.html",
  serviceControl: "https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html",
  resourceControl: "https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html",
  retireGrant: "https://docs.aws.amazon.com/kms/latest/developerguide/resource-control-policies.html",
} as const;
