import { DropdownMenu } from "@kobalte/core/dropdown-menu";
import ChevronRight from "lucide-solid/icons/chevron-right";
import type { JSX } from "solid-js";

/** An action of a menu. */
export function MenuAction(props: { icon: JSX.Element; children: JSX.Element; onSelect: () => void }) {
  return (
    <DropdownMenu.Item class="menu-item" onSelect={() => props.onSelect()}>
      {props.icon}
      {props.children}
    </DropdownMenu.Item>
  );
}

/** A link of a menu that opens in a new tab. */
export function MenuLink(props: { icon?: JSX.Element; href: string; children: JSX.Element }) {
  return (
    <DropdownMenu.Item as="a" class="menu-item" href={props.href} target="_blank" rel="noopener">
      {props.icon}
      {props.children}
    </DropdownMenu.Item>
  );
}

/** A menu in a menu. */
export function MenuGroup(props: { icon: JSX.Element; word: string; children: JSX.Element }) {
  return (
    <DropdownMenu.Sub gutter={4} overlap>
      <DropdownMenu.SubTrigger class="menu-item">
        {props.icon}
        {props.word}
        <ChevronRight class="push" />
      </DropdownMenu.SubTrigger>
      <DropdownMenu.Portal>
        <DropdownMenu.SubContent class="menu">{props.children}</DropdownMenu.SubContent>
      </DropdownMenu.Portal>
    </DropdownMenu.Sub>
  );
}
