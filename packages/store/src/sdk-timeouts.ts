/** How long a connection may take to be made. */
const CONNECT_MS = 2000;

/** How long one attempt of a call may go without a byte, and how many attempts it has. */
export type Patience = { timeoutMs: number; maxAttempts: number };

/**
 * Settings of the SDK's sender with which a call throws where nothing arrives for so long, before or within the answer.
 * Without the last one the SDK only logs that a request takes longer than it should, and waits for ever.
 */
export function sdkTimeouts(timeoutMs: number) {
  return {
    connectionTimeout: CONNECT_MS,
    requestTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    throwOnRequestTimeout: true,
  };
}
