import { z } from "zod";

/** A CLI login of a person, as a page shows it; its id is no secret. */
export const CliLogin = z.object({
  id: z.string(),
  person: z.string(),
  /** The address from which the program asked. */
  address: z.string(),
  /** The computer's name as the program last told it. */
  host: z.string().optional(),
  /** The program as it last named itself. */
  agent: z.string().optional(),
  createdAt: z.string(),
  usedAt: z.string(),
  usedFrom: z.string(),
  /** When it ends where the program does not renew it. */
  expiresAt: z.string(),
  /** When it ends, however often it is renewed. */
  endsAt: z.string(),
});
export type CliLogin = z.infer<typeof CliLogin>;

/** A program that waits for a person's approval, as a page lists it. */
export type PendingLogin = {
  token: string;
  code: string;
  address: string;
  /** Whether the page is open at the same address. */
  sameAddress: boolean;
  requestedAt: string;
  expiresAt: string;
};

/** What a person decides on, and the word that shows that they saw it. */
export type OpenedLogin = PendingLogin & {
  person: string;
  nonce: string;
  roles: number;
  /** How long a login lasts that its program does not renew, and how long one that it does. */
  hours: number;
  mostHours: number;
};
