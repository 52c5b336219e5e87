"use client";

import { useTranslations } from "next-intl";
import { usePathname, useRouter } from "next/navigation";
import { useCallback } from "react";
import { useToast } from "@/components/ui/toast";
import { usePurse } from "@/lib/api/household";
import type { Understood } from "@/lib/api/schema";
import { useWrite } from "@/lib/api/writes";
import { todayIn } from "@/lib/dates";
import { useArrive } from "./use-arrive";

/** Sends a sentence; its drafts appear at the top of home. Answers false when the sentence should go back into the line. */
export function useSay() {
  const { household } = usePurse();
  const router = useRouter();
  const path = usePathname();
  const write = useWrite();
  const toast = useToast();
  const arrive = useArrive();
  const t = useTranslations("quick");
  return useCallback(
    async (text: string, source: "manual" | "voice" = "manual"): Promise<boolean> => {
      if (path !== "/") router.push("/");
      const said = await write<Understood>({
        kind: "say", method: "POST", path: "drafts",
        body: { text, source, said_on: todayIn(household.time_zone) },
      });
      if (said.state !== "sent") return said.state === "kept";
      if (said.data.drafts.length === 0) {
        toast({ text: t("nothing"), tone: "problem" });
        return false;
      }
      arrive(said.data);
      return true;
    },
    [household, path, router, write, toast, arrive, t],
  );
}
