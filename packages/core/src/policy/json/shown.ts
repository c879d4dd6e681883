const MOST = 60;

/** Quotes a name for a sentence or a path: of a long one the beginning, for nobody reads the rest. */
export function shown(word: string): string {
  return JSON.stringify(word.length > MOST ? `${word.slice(0, MOST)}…` : word);
}
