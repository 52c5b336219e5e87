"use client";

import { useTranslations } from "next-intl";
import { usePathname, useRouter } from "next/navigation";
import { useCallback } from "react";
import { useToast } from "@/components/ui/toast";
import { usePurse } from "@/lib/api/household";
import type { Understood } from "@/lib/api/schema";
import { useWrite } from "@/lib/api/writes";
import { todayIn } from "@/lib/dates";
import { leftover } from "@/lib/leftover";
import { useArrive } from "./use-arrive";

/** Sends a sentence; its drafts appear at the top of home. Answers what should go back into the line, or nothing. */
export function useSay() {
  const { household } = usePurse();
  const router = useRouter();
  const path = usePathname();
  const write = useWrite();
  const toast = useToast();
  const arrive = useArrive();
  const t = useTranslations("quick");
  return useCallback(
    async (text: string, source: "manual" | "voice" = "manual"): Promise<string> => {
      if (path !== "/") router.push("/");
      const said = await write<Understood>({
        kind: "say", method: "POST", path: "drafts",
        body: { text, source, said_on: todayIn(household.time_zone) },
      });
      if (said.state !== "sent") return said.state === "kept" ? "" : text;
      const { line, note } = leftover(text, said.data);
      if (note) toast({ text: t(note), tone: "problem" });
      if (note !== "nothing") arrive(said.data);
      return line;
    },
    [household, path, router, write, toast, arrive, t],
  );
}
