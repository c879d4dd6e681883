import { defaultDestination } from "@gatehouse/core/access/console";
import type { EligibleRole } from "@gatehouse/core/access/eligible-role";
import { DropdownMenu } from "@kobalte/core/dropdown-menu";
import Copy from "lucide-solid/icons/copy";
import Compass from "lucide-solid/icons/compass";
import Globe from "lucide-solid/icons/globe";
import Link from "lucide-solid/icons/link";
import LogOut from "lucide-solid/icons/log-out";
import Terminal from "lucide-solid/icons/terminal";
import { For } from "solid-js";
import { copy } from "../../lib/copy.ts";
import { profileLine, roleLink } from "../../lib/role-link.ts";
import { MenuAction, MenuGroup, MenuLink } from "../../ui/menu-items.tsx";
import { Menu } from "../../ui/menu.tsx";
import { regionGroups } from "./regions.ts";

/** Where people go first, by the path of the service's console. */
const SERVICES = [
  { word: "CloudWatch", path: "cloudwatch" },
  { word: "DynamoDB", path: "dynamodbv2" },
  { word: "EC2", path: "ec2" },
  { word: "IAM", path: "iam" },
  { word: "Lambda", path: "lambda" },
  { word: "RDS", path: "rds" },
  { word: "S3", path: "s3" },
  { word: "SQS", path: "sqs" },
];

/** The other ways to sign in as a role, and what can be copied of it. */
export function RoleMenu(props: {
  role: EligibleRole;
  anchor: HTMLElement;
  region: string | undefined;
  onClose: () => void;
}) {
  const regions = () => regionGroups([props.role.partition], props.region).flatMap((group) => group.regions);
  const serviceUrl = (path: string) => {
    const home = new URL(defaultDestination(props.role.partition, props.region));
    home.pathname = `/${path}/home`;
    return home.href;
  };
  const shared = () => location.origin + roleLink(props.role, { region: props.region });
  return (
    <Menu anchor={props.anchor} label={`Other ways to sign in as ${props.role.name}`} onClose={props.onClose}>
      <MenuLink icon={<LogOut />} href={roleLink(props.role, { region: props.region, signOutFirst: true })}>
        Sign out of the AWS console first
      </MenuLink>
      <MenuGroup icon={<Globe />} word="Sign in to a region">
        <For each={regions()}>{(region) => <MenuLink href={roleLink(props.role, { region })}>{region}</MenuLink>}</For>
      </MenuGroup>
      <MenuGroup icon={<Compass />} word="Sign in to a service">
        <For each={SERVICES}>
          {(service) => (
            <MenuLink href={roleLink(props.role, { region: props.region, redirect: serviceUrl(service.path) })}>
              {service.word}
            </MenuLink>
          )}
        </For>
      </MenuGroup>
      <DropdownMenu.Separator class="menu-rule" />
      <MenuAction icon={<Link />} onSelect={() => void copy(shared(), "Sign-in link")}>
        Copy the sign-in link
      </MenuAction>
      <MenuAction icon={<Copy />} onSelect={() => void copy(props.role.arn, "ARN")}>
        Copy the ARN
      </MenuAction>
      <MenuAction icon={<Terminal />} onSelect={() => void copy(profileLine(props.role.arn), "Profile line")}>
        Copy the line for an AWS profile
      </MenuAction>
    </Menu>
  );
}
