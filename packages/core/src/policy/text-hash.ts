/** Answers a whole number of 32 bits of a text or a part of it, the same for equal ones; 0 for "". */
export function textHash(text: string, from = 0, to: number = text.length): number {
  let hash = 0;
  for (let at = from; at < to; at += 1) hash = (Math.imul(hash, 31) + text.charCodeAt(at)) | 0;
  return hash ^ (hash >>> 15);
}
