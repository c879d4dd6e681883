import { createEffect, type JSX } from "solid-js";
import { BrandMark } from "./brand-mark.tsx";

/** A page that asks one thing of one person: it stands in the middle, without navigation. */
export function Alone(props: {
  title: string;
  wide?: boolean;
  organization?: string | undefined;
  children: JSX.Element;
}) {
  createEffect(() => {
    document.title = `${props.title} · Gatehouse`;
  });
  return (
    <div class="alone">
      <header>
        <a class="brand" href="/">
          <BrandMark /> Gatehouse
        </a>
      </header>
      <main classList={{ wide: props.wide === true }}>{props.children}</main>
      <footer>
        <span>{props.organization ? `${props.organization}’s door to AWS` : "The door to AWS"}</span>
      </footer>
    </div>
  );
}
