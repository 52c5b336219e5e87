"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { usePurse } from "@/lib/api/household";
import { keys } from "@/lib/api/keys";
import type { Draft, Question } from "@/lib/api/schema";

interface Arrived {
  readonly drafts: readonly Draft[];
  readonly question: Question | null;
}

/** Puts drafts that were just made at the top of home, with the question about one of them. */
export function useArrive() {
  const { household } = usePurse();
  const client = useQueryClient();
  return useCallback(
    ({ drafts, question }: Arrived): void => {
      const id = household.household_id;
      client.setQueriesData<{ drafts: Draft[] }>({ queryKey: keys.of(id, "drafts") }, (old) => ({
        drafts: [...drafts, ...(old?.drafts ?? []).filter((one) => drafts.every((draft) => draft.draft_id !== one.draft_id))],
      }));
      const asked = question?.draft_id ?? drafts[0]?.draft_id;
      if (question && asked) {
        client.setQueryData<Record<string, Question>>(keys.of(id, "questions"), (old) => ({ ...old, [asked]: question }));
      }
      void client.invalidateQueries({ queryKey: keys.of(id, "drafts") });
      requestAnimationFrame(() => requestAnimationFrame(() => lookAtDrafts()));
    },
    [household, client],
  );
}

/** The drafts come into view, and the next Enter keeps them. */
function lookAtDrafts(): void {
  document.querySelector<HTMLElement>("[data-confirm]")?.focus({ preventScroll: true });
  window.scrollTo({ top: 0 });
}
