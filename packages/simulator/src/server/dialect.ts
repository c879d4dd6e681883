import type { Members, Shape } from "../protocol/schema.ts";
import type { SignedRequest } from "../sigv4.ts";
import type { Operation, Service } from "./service.ts";

/** An error as it goes over the wire. */
export type WireError = {
  code: string;
  status: number;
  message: string;
  fault: "Sender" | "Receiver";
  /** The error's schema and members, where the service models it. */
  model?: { name: string; shape: Shape; members: Members };
};

/** One way to speak: how a request is read, and how an answer or an error is written. */
export type DialectServer = {
  /** Undefined where no operation fits. */
  read(service: Service, received: SignedRequest): { operation: Operation; input: Members } | undefined;
  answer(service: Service, operation: Operation, output: Members): Answer;
  refuse(service: Service, error: WireError): Answer;
};

/** A response before its request id; bodies that carry the id are made with it. */
export type Answer = { status: number; headers: Headers; body: (requestId: string) => Body };

export type Body = string | Uint8Array<ArrayBuffer> | null;

/** A payload member as a body: bytes as they are, everything else as text. */
export function payloadBody(value: unknown): Body {
  return value instanceof Uint8Array ? new Uint8Array(value) : String(value);
}

/** Text of a request's body. */
export function bodyText(body: Uint8Array): string {
  return Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString();
}
