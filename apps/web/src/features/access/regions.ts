import { isRegionOf } from "@gatehouse/core/access/console";

/** Regions to choose from, those enabled by default first; any other of the partition can be typed in a link. */
const REGIONS: Record<string, readonly string[]> = {
  aws: [
    "us-east-1",
    "us-east-2",
    "us-west-1",
    "us-west-2",
    "ca-central-1",
    "sa-east-1",
    "eu-central-1",
    "eu-west-1",
    "eu-west-2",
    "eu-west-3",
    "eu-north-1",
    "ap-south-1",
    "ap-southeast-1",
    "ap-southeast-2",
    "ap-northeast-1",
    "ap-northeast-2",
    "ap-northeast-3",
    "af-south-1",
    "ap-east-1",
    "ap-south-2",
    "ap-southeast-3",
    "ap-southeast-4",
    "ca-west-1",
    "eu-central-2",
    "eu-south-1",
    "eu-south-2",
    "il-central-1",
    "me-central-1",
    "me-south-1",
  ],
  "aws-us-gov": ["us-gov-west-1", "us-gov-east-1"],
  "aws-cn": ["cn-north-1", "cn-northwest-1"],
};

const TITLES: Record<string, string> = { aws: "AWS", "aws-us-gov": "AWS GovCloud (US)", "aws-cn": "AWS China" };

export type RegionGroup = { partition: string; title: string; regions: string[] };

/** The regions of the partitions in which someone has roles, with the one they chose even where the list lacks it. */
export function regionGroups(partitions: readonly string[], chosen: string | undefined): RegionGroup[] {
  return [...new Set(partitions)].map((partition) => {
    const known = REGIONS[partition] ?? [];
    const missing = chosen !== undefined && isRegionOf(partition, chosen) && !known.includes(chosen);
    return {
      partition,
      title: TITLES[partition] ?? partition,
      regions: missing ? [chosen, ...known] : [...known],
    };
  });
}
