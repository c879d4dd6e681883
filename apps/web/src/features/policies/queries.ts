import { keepPreviousData, queryOptions } from "@tanstack/solid-query";
import { api } from "../../lib/api.ts";
import { queryClient } from "../../lib/query-client.ts";
import type { PolicyHelper } from "../../ui/policy-editor/helper.ts";

export type LintInput = Parameters<typeof api.policies.lint.mutate>[0];
/** What is to be said of a policy, and of which it is said. */
export type Linted = Awaited<ReturnType<typeof api.policies.lint.mutate>> & { of: LintInput };
/** An answer with its question, for an answer stays on the screen while the next is asked. */
export type Answered<Question, Answer> = { question: Question; answer: Answer };
export type AccessQuestion = Parameters<typeof api.policies.evaluate.mutate>[0];
export type AccessAnswer = Awaited<ReturnType<typeof api.policies.evaluate.mutate>>;

/** What a policy means never changes while Gatehouse runs. */
const FOR_GOOD = { staleTime: Number.POSITIVE_INFINITY, gcTime: 60_000, refetchOnWindowFocus: false } as const;

/** What is to be said of a policy; the answer before stays until the next is there. */
export function linted(input: LintInput) {
  return queryOptions({
    queryKey: ["policies", "lint", input],
    queryFn: async ({ signal }): Promise<Linted> => {
      const answer = await api.policies.lint.mutate(input, { signal });
      return { ...answer, of: input };
    },
    enabled: input.text.trim() !== "",
    placeholderData: keepPreviousData,
    ...FOR_GOOD,
  });
}

/** Whether one may; the answer before stays until the next is there. */
export function accessAnswer(question: AccessQuestion | undefined) {
  return queryOptions({
    queryKey: ["policies", "evaluate", question],
    queryFn: async ({ signal }): Promise<Answered<AccessQuestion, AccessAnswer> | null> =>
      question === undefined ? null : { question, answer: await api.policies.evaluate.mutate(question, { signal }) },
    placeholderData: keepPreviousData,
    retry: false,
    gcTime: 60_000,
  });
}

/** Roles of the estate whose ARN or account contains every word of a text. */
export function rolesLike(text: string) {
  return queryOptions({
    queryKey: ["policies", "roles", text],
    queryFn: async ({ signal }) => ({ ...(await api.policies.roles.query({ text }, { signal })), text }),
    placeholderData: keepPreviousData,
  });
}

export type CompareInput = Parameters<typeof api.policies.compare.mutate>[0];
export type Compared = Awaited<ReturnType<typeof api.policies.compare.mutate>>;

/** What each of two can do and the other cannot. */
export function compared(question: CompareInput | undefined) {
  return queryOptions({
    queryKey: ["policies", "compare", question],
    queryFn: async ({ signal }): Promise<Answered<CompareInput, Compared> | null> =>
      question === undefined ? null : { question, answer: await api.policies.compare.mutate(question, { signal }) },
    placeholderData: keepPreviousData,
    retry: false,
    gcTime: 60_000,
  });
}

export type Explained = Awaited<ReturnType<typeof api.policies.explain.mutate>>;

/** Why AWS denied what a text tells of. */
export function explained(text: string) {
  return queryOptions({
    queryKey: ["policies", "explain", text],
    queryFn: async ({ signal }): Promise<Answered<{ text: string }, Explained>> => ({
      question: { text },
      answer: await api.policies.explain.mutate({ text }, { signal }),
    }),
    enabled: text.trim() !== "",
    retry: false,
    gcTime: 60_000,
  });
}

type Spot = Parameters<PolicyHelper["complete"]>[0];

/** What stands at a place of a policy. */
export function described(spot: Spot | undefined) {
  return queryOptions({
    queryKey: ["policies", "describe", spot],
    queryFn: async ({ signal }) =>
      spot === undefined ? null : { spot, description: await api.policies.describe.mutate(spot, { signal }) },
    placeholderData: keepPreviousData,
    ...FOR_GOOD,
  });
}

/** What can be written at a place of a policy. */
export function choices(spot: Spot) {
  return queryOptions({
    queryKey: ["policies", "complete", spot],
    queryFn: ({ signal }) => api.policies.complete.mutate(spot, { signal }),
    placeholderData: keepPreviousData,
    gcTime: 60_000,
  });
}

/** Writes a policy in its canonical form; a session that has ended leads to sign-in, as with every other question. */
export async function formatted(text: string): Promise<string> {
  const answer = await queryClient.fetchQuery({
    queryKey: ["policies", "format", text],
    queryFn: ({ signal }) => api.policies.format.mutate({ text }, { signal }),
    ...FOR_GOOD,
  });
  return answer.text;
}

/** What an editor of policies asks the server. */
export const POLICY_HELPER: PolicyHelper = {
  complete: (spot) => api.policies.complete.mutate(spot),
  describe: (spot) => api.policies.describe.mutate(spot),
};
