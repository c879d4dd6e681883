import { isRoleArn } from "@gatehouse/core/arn";
import { DOCUMENT_KINDS, type DocumentKind, traitsOf } from "@gatehouse/core/policy/document-kind";
import { applyFix } from "@gatehouse/core/policy/lint/apply-fix";
import type { Finding } from "@gatehouse/core/policy/lint/lint";
import type { Spot } from "@gatehouse/core/policy/assist/place";
import ChevronsUpDown from "lucide-solid/icons/chevrons-up-down";
import { createSignal, For, Show } from "solid-js";
import { createQuery } from "../../lib/create-query.ts";
import { createSettled } from "../../lib/settled.ts";
import { toast } from "../../lib/toast.ts";
import { createUrlState } from "../../lib/url-state.ts";
import { ErrorPlace } from "../../ui/error-place.tsx";
import { PolicyEditor } from "../../ui/policy-editor/policy-editor.tsx";
import { AccountField, isAccountId } from "./account-field.tsx";
import { EditorHelp } from "./editor-help.tsx";
import { createKeptText } from "./kept-text.ts";
import { PolicyFindings, type Standing } from "./policy-findings.tsx";
import { formatted, linted, POLICY_HELPER } from "./queries.ts";
import { RoleField } from "./who-fields.tsx";
import { Room } from "./room.tsx";
import { WordCard } from "./word-card.tsx";

const TYPING_MS = 400;
const START = `{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Action": "s3:GetObject",
      "Resource": "*"
    }
  ]
}
`;

const KINDS = Object.keys(DOCUMENT_KINDS) as DocumentKind[];
const isKind = (text: string): text is DocumentKind => KINDS.some((kind) => kind === text);

/** Where one policy is written and checked: the text, what is to be said of it, how much room it leaves. */
export function CheckView() {
  let rail: HTMLElement | undefined;
  const [text, setText] = createKeptText("check", START);
  const [asked, setKind] = createUrlState("kind");
  const kind = (): DocumentKind => (isKind(asked()) ? (asked() as DocumentKind) : "managed");
  const [spot, setSpot] = createSignal<Spot>();
  const [place, setPlace] = createSignal<{ offset: number }>();
  const [problem, setProblem] = createSignal<{ of: string; error: unknown }>();
  const settled = createSettled(text, TYPING_MS);
  const [account, setAccount] = createUrlState("account");
  const accountId = () => (isAccountId(account().trim()) ? { accountId: account().trim() } : {});
  const [role, setRole] = createUrlState("role");
  const hasOwner = () => traitsOf(kind()).type === "resource";
  const actorRole = () => (hasOwner() && isRoleArn(role().trim()) ? { actorRoleArn: role().trim() } : {});
  const answer = createQuery(() => linted({ text: settled(), kind: kind(), ...accountId(), ...actorRole() }));
  const isCurrent = () => {
    const of = answer.data?.of;
    const isOfText = of?.text === text() && of.kind === kind();
    return isOfText && of.accountId === accountId().accountId && of.actorRoleArn === actorRole().actorRoleArn;
  };
  const standing = (): Standing => {
    if (answer.offline) return "offline";
    if (answer.error) return "failed";
    return isCurrent() ? "current" : "checking";
  };
  // Marks of another text would stand in the wrong places.
  const findings = () => (isCurrent() ? (answer.data?.findings ?? []) : []);
  const retry = () => {
    // The button that was pressed goes with the error.
    rail?.focus();
    answer.refetch();
  };
  const fix = ({ fix: edits }: Finding) => {
    if (!edits) return;
    setText(applyFix(text(), edits));
    // The button goes with its finding; the keyboard goes on where the text was mended.
    setPlace({ offset: Math.min(...edits.map(({ start }) => start)) });
  };
  const format = () => {
    const of = text();
    setProblem(undefined);
    formatted(of).then(
      (canonical) => {
        // What was typed meanwhile must not be lost to the form of what stood there before.
        if (text() === of) setText(canonical);
        else toast("The policy was changed meanwhile, and stays as you wrote it.");
      },
      (error: unknown) => setProblem({ of, error }),
    );
  };
  return (
    <div class="desk">
      <div class="min-w-0">
        <div class="filters">
          <KindSelect kind={kind()} onChoose={setKind} />
          <AccountField account={account()} none="any" onAccount={setAccount} />
          <button type="button" class="btn ml-auto" disabled={text().trim() === ""} onClick={format}>
            Put in canonical form
          </button>
        </div>
        <Show when={hasOwner()}>
          <div class="mb-3">
            <RoleField label="The role by which you change it (optional)" role={role()} onRole={setRole} />
          </div>
        </Show>
        <Show when={problem()?.of === text() && problem()}>
          {(failed) => (
            <div class="mb-3">
              <ErrorPlace error={failed().error} what="This could not be put in canonical form" />
            </div>
          )}
        </Show>
        <PolicyEditor
          text={text()}
          label="The policy, as JSON"
          helper={POLICY_HELPER}
          findings={findings()}
          goTo={place()}
          onText={setText}
          onSpot={setSpot}
        />
        <EditorHelp />
      </div>
      <aside class="rail" aria-label="What is to be said of it" tabindex="-1" ref={(element) => (rail = element)}>
        <Show when={answer.error}>
          {(error) => <ErrorPlace error={error()} retry={retry} what="The policy could not be checked" />}
        </Show>
        <Show when={text().trim()} fallback={<NothingYet />}>
          <Show when={answer.data}>{(data) => <Room room={data().room} old={!isCurrent()} />}</Show>
          <PolicyFindings
            findings={answer.data?.findings ?? []}
            more={answer.data?.more ?? 0}
            standing={standing()}
            onGoTo={({ at }) => setPlace({ offset: at.start })}
            onFix={fix}
          />
        </Show>
        <WordCard spot={spot()} />
      </aside>
    </div>
  );
}

/** A choice in a list has no article. */
const kindWords = (kind: DocumentKind): string =>
  DOCUMENT_KINDS[kind].name.replace(/^(?:an?|the) /, "").replace(/^[a-z]/, (letter) => letter.toUpperCase());

function KindSelect(props: { kind: DocumentKind; onChoose: (kind: string) => void }) {
  return (
    <label class="select">
      <span>Kind</span>
      <select value={props.kind} onChange={(event) => props.onChoose(event.currentTarget.value)}>
        <For each={KINDS}>
          {(kind) => (
            <option value={kind} selected={kind === props.kind}>
              {kindWords(kind)}
            </option>
          )}
        </For>
      </select>
      <ChevronsUpDown />
    </label>
  );
}

function NothingYet() {
  return (
    <p class="card card-body text-muted">
      There is no policy to check yet. Paste one, or type {"{"} and press Ctrl Space between quotation marks.
    </p>
  );
}
