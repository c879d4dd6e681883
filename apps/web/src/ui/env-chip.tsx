import type { Environment } from "@gatehouse/core/account";
import { Show } from "solid-js";

export const ENVIRONMENT_WORDS: Record<Environment, string> = {
  prod: "Prod",
  staging: "Staging",
  dev: "Dev",
  sandbox: "Sandbox",
};

/** An account's environment, always with its word; nothing for an account whose environment is unknown. */
export function EnvChip(props: { of: Environment | undefined }) {
  return (
    <Show when={props.of}>
      {(environment) => <span class={`env env-${environment()}`}>{ENVIRONMENT_WORDS[environment()]}</span>}
    </Show>
  );
}
