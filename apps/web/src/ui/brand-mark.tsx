/** The sign of Gatehouse: a gate in a gate. */
export function BrandMark() {
  return (
    <svg width="22" height="22" viewBox="0 0 22 22" aria-hidden="true">
      <rect width="22" height="22" rx="5.5" fill="var(--accent)" />
      <path
        d="M5.75 16.5v-5.25a5.25 5.25 0 0 1 10.5 0v5.25M9.25 16.5v-4.75a1.75 1.75 0 0 1 3.5 0v4.75"
        fill="none"
        stroke="#fff"
        stroke-width="1.6"
        stroke-linecap="round"
      />
    </svg>
  );
}
