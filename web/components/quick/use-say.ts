"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { usePathname, useRouter } from "next/navigation";
import { useCallback } from "react";
import { useToast } from "@/components/ui/toast";
import { usePurse } from "@/lib/api/household";
import { keys } from "@/lib/api/keys";
import type { Draft, Question, Understood } from "@/lib/api/schema";
import { useWrite } from "@/lib/api/writes";
import { todayIn } from "@/lib/dates";

/** Sends a sentence; its drafts appear at the top of home. Answers false when the sentence should go back into the line. */
export function useSay() {
  const { household } = usePurse();
  const client = useQueryClient();
  const router = useRouter();
  const path = usePathname();
  const write = useWrite();
  const toast = useToast();
  const t = useTranslations("quick");
  return useCallback(
    async (text: string): Promise<boolean> => {
      if (path !== "/") router.push("/");
      const id = household.household_id;
      const said = await write<Understood>({
        kind: "say", method: "POST", path: "drafts",
        body: { text, source: "manual", said_on: todayIn(household.time_zone) },
      });
      if (said.state !== "sent") return said.state === "kept";
      const { drafts, question } = said.data;
      if (drafts.length === 0) {
        toast({ text: t("nothing"), tone: "problem" });
        return false;
      }
      client.setQueriesData<{ drafts: Draft[] }>({ queryKey: keys.of(id, "drafts") }, (old) => ({
        drafts: [...drafts, ...(old?.drafts ?? []).filter((one) => drafts.every((draft) => draft.draft_id !== one.draft_id))],
      }));
      const asked = question?.draft_id ?? drafts[0]?.draft_id;
      if (question && asked) {
        client.setQueryData<Record<string, Question>>(keys.of(id, "questions"), (old) => ({ ...old, [asked]: question }));
      }
      void client.invalidateQueries({ queryKey: keys.of(id, "drafts") });
      requestAnimationFrame(() => requestAnimationFrame(() => lookAtDrafts()));
      return true;
    },
    [household, client, path, router, write, toast, t],
  );
}

/** The drafts come into view, and the next Enter keeps them. */
function lookAtDrafts(): void {
  document.querySelector<HTMLElement>("[data-confirm]")?.focus({ preventScroll: true });
  window.scrollTo({ top: 0 });
}
