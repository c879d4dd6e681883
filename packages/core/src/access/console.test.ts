import { expect, test } from "bun:test";
import {
  consoleHosts,
  defaultDestination,
  federationUrl,
  isConsoleUrl,
  isRegionOf,
  signOutFirstUrl,
} from "./console.ts";
import { chooseDestination, describeDestination } from "./destination.ts";

test("the console of a partition is https on its own hosts, without user, port or disguise", () => {
  const cases: Record<string, Record<string, boolean>> = {
    aws: {
      "https://console.aws.amazon.com/": true,
      "https://eu-west-1.console.aws.amazon.com/sqs/v3/home?region=eu-west-1#/queues": true,
      "https://s3.console.aws.amazon.com/s3/buckets/x": true,
      "https://111111111111-abcdefgh.us-east-1.console.aws.amazon.com/ec2": true,
      "https://quicksight.aws.amazon.com/": true,
      "https://CONSOLE.aws.amazon.com/": true,
      "HTTPS://console.aws.amazon.com/": true,
      "https://console.aws.amazon.com/x@y:z": true,
      "http://console.aws.amazon.com/": false,
      "https://console.aws.amazon.com.evil.example/": false,
      "https://evilconsole.aws.amazon.com/": false,
      "https://evil.example/console.aws.amazon.com": false,
      "https://console.aws.amazon.com@evil.example/": false,
      "https://user@console.aws.amazon.com/": false,
      "https://user:pass@console.aws.amazon.com/": false,
      "https://@console.aws.amazon.com/": false,
      "https:evil.example@console.aws.amazon.com/": false,
      "https:/x:y@console.aws.amazon.com/": false,
      "https:console.aws.amazon.com/": false,
      "https:/console.aws.amazon.com/": false,
      "https:///console.aws.amazon.com/": false,
      "https:///x@console.aws.amazon.com/": false,
      "https://console.aws.amazon.com": true,
      "https://console.aws.amazon.com?region=x": true,
      "https://console.aws.amazon.com:8443/": false,
      "https://console.aws.amazon.com:443/": false,
      "https://console.aws.amazon.com./": false,
      "https://console.aws.amazon.com\\@evil.example/": false,
      "https://evil.example\\.console.aws.amazon.com/": false,
      "https://con\tsole.aws.amazon.com/": false,
      " https://console.aws.amazon.com/": false,
      "https://console.аws.amazon.com/": false,
      "https://signin.aws.amazon.com/federation": false,
      "https://console.amazonaws-us-gov.com/": false,
      "//console.aws.amazon.com/": false,
      "javascript:alert(1)//console.aws.amazon.com": false,
      "": false,
    },
    "aws-us-gov": {
      "https://console.amazonaws-us-gov.com/ec2": true,
      "https://us-gov-west-1.console.amazonaws-us-gov.com/": true,
      "https://console.aws.amazon.com/": false,
    },
    "aws-cn": { "https://cn-north-1.console.amazonaws.cn/": true, "https://console.amazonaws.com.cn/": false },
    "aws-iso": { "https://console.aws.amazon.com/": false },
    constructor: { "https://console.aws.amazon.com/": false },
  };
  for (const [partition, urls] of Object.entries(cases)) {
    for (const [url, expected] of Object.entries(urls))
      expect([partition, url, isConsoleUrl(partition, url)]).toEqual([partition, url, expected]);
  }
});

test("the default destination lies on the partition's console, in the region where it is one of the partition's", () => {
  expect(defaultDestination("aws", "eu-west-1")).toBe(
    "https://eu-west-1.console.aws.amazon.com/console/home?region=eu-west-1",
  );
  expect(defaultDestination("aws-us-gov", "us-gov-west-1")).toBe(
    "https://us-gov-west-1.console.amazonaws-us-gov.com/console/home?region=us-gov-west-1",
  );
  for (const region of ["us-gov-west-1", "evil.example/", "cn-north-1", "", undefined])
    expect(defaultDestination("aws", region)).toBe("https://console.aws.amazon.com/console/home");
  for (const partition of ["aws", "aws-us-gov", "aws-cn"])
    expect(isConsoleUrl(partition, defaultDestination(partition))).toBe(true);
});

test("regions belong to one partition", () => {
  const regions = { aws: "ap-southeast-3", "aws-us-gov": "us-gov-east-1", "aws-cn": "cn-northwest-1" };
  for (const [partition, own] of Object.entries(regions))
    for (const region of Object.values(regions)) expect(isRegionOf(partition, region)).toBe(region === own);
});

test("each partition has its own sign-in address, and an unknown one has none", () => {
  expect(federationUrl("aws")).toBe("https://signin.aws.amazon.com/federation");
  expect(federationUrl("aws-us-gov")).toBe("https://signin.amazonaws-us-gov.com/federation");
  expect(federationUrl("aws-cn")).toBe("https://signin.amazonaws.cn/federation");
  expect(federationUrl("aws-iso")).toBeUndefined();
  expect(consoleHosts("aws-iso")).toEqual([]);
});

test("signing out first ends at the sign-in address, on the same host", () => {
  const signIn = "https://signin.aws.amazon.com/federation?Action=login&SigninToken=a%2Bb";
  const url = new URL(signOutFirstUrl("https://signin.aws.amazon.com/federation", signIn));
  expect(url.origin + url.pathname).toBe("https://signin.aws.amazon.com/oauth");
  expect(Object.fromEntries(url.searchParams)).toEqual({ Action: "logout", redirect_uri: signIn });
});

test("a destination off the partition's console is not taken, and the page is told so", () => {
  const taken = chooseDestination("aws", { redirect: "https://eu-west-1.console.aws.amazon.com/sqs/v3/home" });
  expect(taken).toEqual({
    destination: {
      host: "eu-west-1.console.aws.amazon.com",
      service: "SQS",
      region: "eu-west-1",
      url: "https://eu-west-1.console.aws.amazon.com/sqs/v3/home",
    },
  });
  const refused = chooseDestination("aws", { redirect: "https://evil.example/", region: "eu-west-1" });
  expect(refused.problem).toContain("not on the AWS console");
  expect(refused.destination.host).toBe("eu-west-1.console.aws.amazon.com");
});

test("a console address is told in words", () => {
  const cases: Record<string, string | undefined> = {
    "https://console.aws.amazon.com/ec2/v2/home?region=us-east-1": "EC2",
    "https://us-east-1.console.aws.amazon.com/dynamodbv2/home": "DynamoDB",
    "https://s3.console.aws.amazon.com/": "S3",
    "https://quicksight.aws.amazon.com/": "QUICKSIGHT",
    "https://us-east-1.console.aws.amazon.com/console/home": "Console home",
    "https://console.aws.amazon.com/": undefined,
    "https://us-east-1.console.aws.amazon.com/%3Cb%3E": undefined,
    "https://us-east-1.console.aws.amazon.com/constructor": "CONSTRUCTOR",
  };
  for (const [url, service] of Object.entries(cases))
    expect([url, describeDestination(url).service]).toEqual([url, service]);
});
