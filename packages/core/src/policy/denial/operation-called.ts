/** The operation that the message's wrapper names, and the service where it names one. */
export type Called = { service?: string; operation?: string; action?: string };

/**
 * botocore and the CLI, and the SDKs for Go, PHP, JavaScript, .NET and Ruby. Every run is bounded, so that
 * no text takes long to read.
 */
const WRAPPERS: readonly RegExp[] = [
  /when calling the (?<operation>\w{1,100}) operation/,
  /operation error (?<service>[\w ]{1,100}): (?<operation>\w{1,100}),/,
  /Error executing "(?<operation>\w{1,100})" on "https?:\/\/(?<host>[^"/]{1,255})/,
  /\bde_(?<operation>\w{1,100})CommandError/,
  /deserializeAws_(?:json1_\d|restJson1|restXml|query|ec2)(?<operation>[A-Z]\w{1,100})CommandError/,
];
/** CloudFormation. */
const ACTION = /\bAPI: (?<action>[a-z][\w-]{0,60}:\w{1,100})/;
const SERVICE: readonly RegExp[] = [
  /\(Service: (?<service>[\w ]{1,100})[;,] Status Code: \d+/i,
  /\bAws::(?<service>\w+)::Errors::/,
];

/** Answers what the last wrapper of a message says was called: it is the one next to AWS's own words. */
export function operationCalled(text: string): Called {
  const action = ACTION.exec(text)?.groups?.["action"];
  const found = WRAPPERS.map((wrapper) => wrapper.exec(text)?.groups).find((groups) => groups !== undefined);
  const named = SERVICE.map((wrapper) => wrapper.exec(text)?.groups?.["service"]).find((name) => name !== undefined);
  const operation = found?.["operation"];
  const service = found?.["service"] ?? serviceOfHost(found?.["host"]) ?? named;
  return {
    ...(action === undefined ? {} : { action }),
    ...(operation === undefined ? {} : { operation }),
    ...(service === undefined ? {} : { service }),
  };
}

/** The label before the region, as in sts.eu-west-1.amazonaws.com and bucket.s3.amazonaws.com. */
function serviceOfHost(host: string | undefined): string | undefined {
  const labels = host?.replace(/\.amazonaws\.com(\.cn)?$/, "").split(".") ?? [];
  return labels.findLast((label) => !/^[a-z]{2}(-[a-z]+)+-\d$/.test(label));
}
