import { For } from "solid-js";

/** The characters that a login's address ends in, large enough to compare at a glance. */
export function Code(props: { code: string }) {
  const letters = () => props.code.split("");
  const half = () => Math.ceil(letters().length / 2);
  return (
    <div class="code-match" role="img" aria-label={`Code: ${letters().join(" ")}`}>
      <For each={letters().slice(0, half())}>{(letter) => <span>{letter}</span>}</For>
      <i />
      <For each={letters().slice(half())}>{(letter) => <span>{letter}</span>}</For>
    </div>
  );
}
