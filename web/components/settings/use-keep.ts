"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useToast } from "@/components/ui/toast";
import { usePurse } from "@/lib/api/household";
import { keys } from "@/lib/api/keys";
import type { Keeping } from "@/lib/api/schema";
import { useWrite } from "@/lib/api/writes";

/** Changes what the household keeps; seen at once. */
export function useKeep() {
  const t = useTranslations("settings");
  const { household } = usePurse();
  const client = useQueryClient();
  const toast = useToast();
  const write = useWrite();
  return async (change: Partial<Keeping>): Promise<void> => {
    client.setQueriesData<Keeping>({ queryKey: keys.of(household.household_id, "keeping") }, (old) => (old ? { ...old, ...change } : old));
    const done = await write({ kind: "household", method: "PATCH", path: "keeping", body: change, stale: ["keeping"] });
    if (done.state === "sent") toast({ text: t("saved") });
  };
}
