import { keepPreviousData, mutationOptions, queryOptions } from "@tanstack/solid-query";
import { api } from "../../lib/api.ts";
import { problemOf } from "../../lib/failure.ts";
import { queryClient } from "../../lib/query-client.ts";

export type SettingsNow = Awaited<ReturnType<typeof api.settings.current.query>>;
export type SettingsVersion = Awaited<ReturnType<typeof api.settings.versions.query>>[number];
/** A preview, and the text that it is of. */
export type Preview = Awaited<ReturnType<typeof api.settings.preview.mutate>> & { text: string };
export type Save = Parameters<typeof api.settings.save.mutate>[0];

const LOOK_AGAIN_MS = 15_000;

/** The settings as they are saved; looked at again so that an editor learns early that somebody else saved. */
export function currentSettings() {
  return queryOptions({
    queryKey: ["settings", "current"],
    queryFn: ({ signal }) => api.settings.current.query(undefined, { signal }),
    // Each refusal is on record: who may not see the settings is told once.
    refetchInterval: ({ state }) => (problemOf(state.error).code === "forbidden" ? false : LOOK_AGAIN_MS),
  });
}

/** Who saved which version, when, and why. */
export function settingsVersions() {
  return queryOptions({
    queryKey: ["settings", "versions"],
    queryFn: ({ signal }) => api.settings.versions.query(undefined, { signal }),
  });
}

/** An earlier version with its text, which never changes. */
export function settingsVersion(id: string) {
  return queryOptions({
    queryKey: ["settings", "version", id],
    queryFn: ({ signal }) => api.settings.version.query({ id }, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** What is to be said of a text, and who would gain or lose what by it; the answer before stays until the next is there. */
export function settingsPreview(text: string, enabled: boolean) {
  return queryOptions({
    queryKey: ["settings", "preview", text],
    queryFn: async ({ signal }): Promise<Preview> => {
      const preview = await api.settings.preview.mutate({ text }, { signal });
      return { ...preview, text };
    },
    enabled,
    gcTime: 60_000,
    placeholderData: keepPreviousData,
  });
}

/** Saves the settings over the version that was edited; whatever comes of it, the page learns what is saved now. */
export function saveSettings() {
  return mutationOptions({
    mutationFn: (save: Save) => api.settings.save.mutate(save),
    onSuccess: (now) => queryClient.setQueryData(currentSettings().queryKey, now),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ["settings"] }),
  });
}
