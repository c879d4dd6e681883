const ROWS = "tr[data-arn]";

function rows(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>(ROWS)];
}

/** The ARN of the row that holds an element. */
export function rowArn(element: Element | null): string | undefined {
  return element?.closest<HTMLElement>(ROWS)?.dataset["arn"];
}

/** The row of a role, where it is drawn. */
export function focusRow(arn: string): HTMLElement | undefined {
  return rows().find((row) => row.dataset["arn"] === arn);
}

/** Moves the focus to the next or previous row's main control, and asks for more rows at the end. */
export function stepRow(step: 1 | -1): void {
  const all = rows();
  const arn = rowArn(document.activeElement);
  const at = arn === undefined ? -1 : all.findIndex((row) => row.dataset["arn"] === arn);
  const next = all[arn === undefined ? 0 : at + step];
  if (next) next.querySelector<HTMLElement>("[data-main]")?.focus();
  else if (step === 1) document.querySelector<HTMLElement>("[data-more]")?.focus();
}
