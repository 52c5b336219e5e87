"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { useCallback, useEffect } from "react";
import { useToast } from "@/components/ui/toast";
import { usePurse } from "@/lib/api/household";
import { keys } from "@/lib/api/keys";
import { outbox } from "@/lib/api/outbox";
import type { AlertEvent } from "@/lib/api/schema";
import { useLiveHousehold } from "@/lib/api/stream";

/** Keeps the open page true: hears the household's events, and sends what an earlier visit left on this device. */
export function Living() {
  const { household } = usePurse();
  const id = household.household_id;
  const client = useQueryClient();
  const toast = useToast();
  const locale = useLocale();
  const t = useTranslations();
  const heard = useCallback((event: AlertEvent) => event.alert && toast({ text: t("inbox.new"), tone: "alert" }), [toast, t]);
  useLiveHousehold(id, heard);
  useEffect(() => {
    outbox().onSettled(
      (write) => {
        void client.invalidateQueries({ queryKey: keys.household(write.householdId) });
        toast({ text: t("net.sent") });
      },
      (_write, problem) => toast({ text: problem.sentence(locale), tone: "problem" }),
    );
  }, [client, locale, t, toast]);
  useEffect(() => {
    void outbox().load();
    const back = () => void outbox().flush();
    window.addEventListener("online", back);
    return () => window.removeEventListener("online", back);
  }, []);
  return null;
}
