import { randomBytes } from "node:crypto";

/** Makes ids for log lines: 16 hexadecimal digits, different in every process and for every request. */
export function createRequestIds(): () => string {
  const start = randomBytes(4).toString("hex");
  let count = 0;
  return () => {
    count = (count + 1) % 0xffff_ffff;
    return start + count.toString(16).padStart(8, "0");
  };
}
