import { isCidr } from "@gatehouse/core/access/cidr";
import { z } from "zod";

const Range = z.string().refine(isCidr, "an address range is written like 203.0.113.0/24 or 2001:db8::/32");

/**
 * From where issued credentials work, in the console and in the CLI alike: from these networks and VPCs, and from the
 * address of whoever asks. Without any of them they work from anywhere.
 */
export const CredentialsConfig = z.strictObject({
  networks: z.array(Range).max(30, "AWS takes about 30 networks in one session policy").default([]),
  /** Needed for calls through VPC endpoints, which have no public address. */
  vpcs: z
    .array(z.string().regex(/^vpc-[0-9a-f]+$/, "a VPC's id is written like vpc-0a1b2c3d"))
    .max(20)
    .default([]),
  own_address: z.boolean().default(false),
});

/** How long a CLI login lasts, and who may approve one. */
export const CliConfig = z
  .strictObject({
    /** After so long without a renewal the CLI asks again; a program that keeps running is renewed by its own calls. */
    login_hours: z.number().positive().max(168).default(12),
    /** A login ends after so long, however often it is renewed. */
    absolute_hours: z.number().positive().max(720).default(24),
    /** A login is approved only in a browser at the address from which the CLI asked. */
    same_address: z.boolean().default(true),
    /** A client certificate that is older by its own client's word gets no credentials. */
    certificate_days: z.number().positive().default(360),
  })
  .refine(({ login_hours, absolute_hours }) => login_hours <= absolute_hours, {
    path: ["absolute_hours"],
    message: "a login cannot end before login_hours",
  });
