/** In place of a page that a mistake of Gatehouse's own stopped: never a blank page. */
export function BrokenPage(props: { error: unknown }) {
  return (
    <main class="empty" role="alert">
      <h1>This page stopped working</h1>
      <p>
        That is a mistake in Gatehouse, not yours. Nothing was changed in AWS. Load it again; if it stays so, tell
        whoever runs Gatehouse what stands below.
      </p>
      <code class="thing">{props.error instanceof Error ? props.error.message : String(props.error)}</code>
      <button type="button" class="btn" onClick={() => location.reload()}>
        Load the page again
      </button>
    </main>
  );
}
