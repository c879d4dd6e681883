import type { Arn } from "../arn.ts";
import { tableOf } from "../table-of.ts";
import { consoleHosts } from "./console.ts";

/** What a console address is made of. */
type Place = { host: string; region: string; name: string };

/** Where the console shows a resource of a type: the first part of the ARN's resource, or "" where it has none. */
const CONSOLE: ReadonlyMap<string, (place: Place) => string> = tableOf({
  "cloudformation:stack": ({ host, region }) => `${host}/cloudformation/home?region=${region}#/stacks`,
  "dynamodb:table": ({ host, region, name }) => `${host}/dynamodbv2/home?region=${region}#table?name=${name}`,
  "ec2:security-group": ({ host, region, name }) => `${host}/ec2/home?region=${region}#SecurityGroup:groupId=${name}`,
  "ec2:subnet": ({ host, region, name }) => `${host}/vpc/home?region=${region}#SubnetDetails:subnetId=${name}`,
  "ec2:vpc": ({ host, region, name }) => `${host}/vpc/home?region=${region}#VpcDetails:VpcId=${name}`,
  "iam:group": ({ host, name }) => `${host}/iam/home#/groups/details/${name}`,
  "iam:user": ({ host, name }) => `${host}/iam/home#/users/details/${name}`,
  "lambda:function": ({ host, region, name }) => `${host}/lambda/home?region=${region}#/functions/${name}`,
  "sns:": ({ host, region, name }) => `${host}/sns/v3/home?region=${region}#/topics?search=${name}`,
  "sqs:": ({ host, region, name }) => `${host}/sqs/v3/home?region=${region}#/queues?search=${name}`,
});

/**
 * Our own path for a resource, with the incumbent's spelling: a role's page, else a sign-in to its account that ends at
 * the resource in the AWS console; undefined for types whose place in the console is not known.
 */
export function resourcePath({ partition, service, region, accountId, resource }: Arn): string | undefined {
  const [, type = "", name = ""] = /^(?:([a-z-]+)[/:])?(.+)$/s.exec(resource) ?? [];
  if (service === "iam" && type === "role") return `/policies/edit/${accountId}/iamrole/${encodeURI(name)}`;
  const address = CONSOLE.get(`${service}:${type}`);
  const [console] = consoleHosts(partition);
  if (address === undefined || console === undefined) return undefined;
  const host = region === "" ? `https://${console}` : `https://${region}.${console}`;
  const last = encodeURIComponent(name.slice(name.lastIndexOf("/") + 1));
  const place = address({ host, region, name: last });
  return `/role/${accountId}?${new URLSearchParams({ redirect: place }).toString()}`;
}
