"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { useCallback } from "react";
import { useToast } from "@/components/ui/toast";
import { usePurse } from "@/lib/api/household";
import { keys } from "@/lib/api/keys";
import { pictures } from "@/lib/api/outbox";
import { Problem } from "@/lib/api/problem";
import { readingsOf } from "@/lib/bills/intake";
import type { Reading } from "@/lib/api/schema";
import { newId } from "@/lib/ids";

/** Keeps pictures on this device, then sends them to be read; each reading goes its own way. */
export function useSendPictures() {
  const { household, user } = usePurse();
  const client = useQueryClient();
  const locale = useLocale();
  const t = useTranslations("bills");
  const toast = useToast();
  return useCallback(
    (files: readonly File[], together: boolean): void => {
      const householdId = household.household_id;
      for (const pages of readingsOf(files, together)) {
        const id = newId();
        pictures()
          .submit<Reading>({
            id, householdId, userId: user.user_id, kind: "bill", method: "POST", path: `/households/${householdId}/readings`, body: null, createdAt: Date.now(),
            files: pages.map((file) => ({ id: newId(), name: file.name, type: file.type, blob: file })),
          })
          .then(
            (outcome) => {
              if (outcome.state !== "sent") return;
              if (outcome.data.reading_id !== id) toast({ text: t("seen_before"), tone: "alert" });
              void client.invalidateQueries({ queryKey: keys.of(householdId, "readings") });
              void client.invalidateQueries({ queryKey: keys.of(householdId, "drafts") });
            },
            (failure: unknown) => failure instanceof Problem && toast({ text: failure.sentence(locale), tone: "problem" }),
          );
      }
    },
    [household.household_id, user.user_id, client, locale, toast, t],
  );
}
