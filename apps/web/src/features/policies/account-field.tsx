import { Show } from "solid-js";

/** Whether a text is the number of an account. */
export const isAccountId = (text: string): boolean => /^\d{12}$/.test(text);

/** Asks for the number of an account, and says where a text is none; what stands for none is in the placeholder. */
export function AccountField(props: { account: string; none: string; onAccount: (account: string) => void }) {
  const isWrong = () => props.account.trim() !== "" && !isAccountId(props.account.trim());
  return (
    <label class="account-field">
      <span>Account</span>
      <input
        class="input font-mono"
        inputmode="numeric"
        autocomplete="off"
        placeholder={props.none}
        size={Math.max(12, props.none.length)}
        aria-invalid={isWrong()}
        value={props.account}
        onInput={(event) => props.onAccount(event.currentTarget.value)}
      />
      <Show when={isWrong()}>
        <small class="text-danger-text" role="status">
          12 digits
        </small>
      </Show>
    </label>
  );
}
