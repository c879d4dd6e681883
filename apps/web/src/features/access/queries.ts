import { keepPreviousData, mutationOptions, queryOptions } from "@tanstack/solid-query";
import { api } from "../../lib/api.ts";
import { queryClient } from "../../lib/query-client.ts";

const CALM_MS = 60_000;
const RECOVERING_MS = 5_000;

/** The roles of the person, read again each minute and sooner while they are stale. */
export function eligibleRoles(includeCliOnly: boolean) {
  return queryOptions({
    queryKey: ["access", "eligible-roles", includeCliOnly],
    queryFn: ({ signal }) => api.access.eligibleRoles.query({ includeCliOnly }, { signal }),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => (state.error || state.data?.stale ? RECOVERING_MS : CALM_MS),
  });
}

/** Why the person can or cannot use the roles that a text matches. */
export function roleExplanation(query: string) {
  return queryOptions({
    queryKey: ["access", "explain-role", query],
    queryFn: ({ signal }) => api.access.explainRole.query({ query }, { signal }),
    placeholderData: keepPreviousData,
  });
}

export type DeepLink = { query: string; redirect?: string; region?: string };

/** The person's roles that a deep link may mean, and where it leads. */
export function linkedRoles(link: DeepLink) {
  return queryOptions({
    queryKey: ["access", "find-roles", link],
    queryFn: ({ signal }) => api.access.findRoles.query(link, { signal }),
    // A link is read once: a list that changes under someone who chooses would be a trap.
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
  });
}

/** Favourites, recent roles and the region, kept on the server. */
export function preferences() {
  return queryOptions({
    queryKey: ["access", "preferences"],
    queryFn: ({ signal }) => api.access.preferences.query(undefined, { signal }),
  });
}

type Preferences = Awaited<ReturnType<typeof api.access.preferences.query>>;

const preferencesKey = preferences().queryKey;

/** Shows a change of preferences at once, and takes it back where the server refuses it. */
async function foresee(change: (before: Preferences) => Preferences) {
  await queryClient.cancelQueries({ queryKey: preferencesKey });
  const before = queryClient.getQueryData(preferencesKey);
  if (before) queryClient.setQueryData(preferencesKey, change(before));
  return { before };
}

const settle = {
  onError: (_error: Error, _input: unknown, foreseen?: { before: Preferences | undefined }) => {
    if (foreseen?.before) queryClient.setQueryData(preferencesKey, foreseen.before);
  },
  onSettled: () => queryClient.invalidateQueries({ queryKey: preferencesKey }),
};

/** Pins or unpins a role. */
export function setFavourite() {
  return mutationOptions({
    mutationFn: (input: { arn: string; favourite: boolean }) => api.access.setFavourite.mutate(input),
    onMutate: ({ arn, favourite }) =>
      foresee((before) => {
        const others = before.favourites.filter((one) => one !== arn);
        return { ...before, favourites: favourite ? [...others, arn] : others };
      }),
    ...settle,
  });
}

/** Changes the region in which console sessions start; none leaves it to AWS. */
export function setRegion() {
  return mutationOptions({
    mutationFn: (region: string | undefined) => api.access.setRegion.mutate(region ? { region } : {}),
    onMutate: (region) =>
      foresee(({ favourites, recents }) => ({ favourites, recents, ...(region ? { region } : {}) })),
    ...settle,
  });
}

/** Issues a console session; its answer holds a secret, so it is a mutation and nothing keeps it. */
export function signIn() {
  return mutationOptions({
    mutationFn: (input: { roleArn: string; region?: string; redirect?: string }) => api.access.signIn.mutate(input),
    gcTime: 0,
  });
}
