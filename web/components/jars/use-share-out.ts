"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useCallback } from "react";
import { useToast } from "@/components/ui/toast";
import { get } from "@/lib/api/client";
import { usePurse } from "@/lib/api/household";
import { keys } from "@/lib/api/keys";
import type { Jar, JarRule } from "@/lib/api/schema";
import { useWrite } from "@/lib/api/writes";
import { todayIn } from "@/lib/dates";
import { isUnassigned, moveContent, splitByRule } from "@/lib/jars";

/** Moves what is in no jar into the jars by the household's rule, one move a jar. */
export function useShareOut() {
  const { household } = usePurse();
  const client = useQueryClient();
  const write = useWrite();
  const toast = useToast();
  const t = useTranslations("jars");
  return useCallback(async (): Promise<void> => {
    const home = `/households/${household.household_id}`;
    // What is there now decides, not what the page last saw.
    const [{ jars }, rule] = await Promise.all([get<{ jars: Jar[] }>(`${home}/jars`), get<JarRule>(`${home}/jar-rule`)]);
    const loose = jars.find(isUnassigned);
    if (!loose || loose.balance.amount <= 0) return;
    const day = todayIn(household.time_zone);
    for (const [to, amount] of splitByRule(loose.balance.amount, rule.shares)) {
      if (amount <= 0) continue;
      const content = moveContent(loose.jar_id, to, { ...loose.balance, amount }, day);
      const done = await write({ kind: "jar_move", method: "POST", path: "transactions", body: { content, source: "manual" } });
      if (done.state !== "sent") return;
    }
    await client.invalidateQueries({ queryKey: keys.household(household.household_id) });
    toast({ text: t("shared_out") });
  }, [household, client, write, toast, t]);
}
