import { z } from "zod";

/** Where in AWS's console to arrive: a region, or a whole address there. */
export const ConsoleTarget = z.object({
  region: z
    .string()
    .regex(/^[a-z]{2}(-[a-z]+)+-\d$/, "a region is written like eu-west-1")
    .optional(),
  redirect: z.string().max(8000, "the destination is too long for a sign-in link").optional(),
});
