"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { useCallback, useEffect } from "react";
import { useToast } from "@/components/ui/toast";
import { usePurse } from "@/lib/api/household";
import { keys } from "@/lib/api/keys";
import { clips, lanes, outbox, pictures } from "@/lib/api/outbox";
import type { AlertEvent } from "@/lib/api/schema";
import type { Problem } from "@/lib/api/problem";
import { useLiveHousehold } from "@/lib/api/stream";
import { leftoverOf } from "@/lib/leftover";
import type { Write } from "@/lib/outbox/model";
import type { DraftsEvent } from "@/lib/api/schema";

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
    const again = (write: Write) => void client.invalidateQueries({ queryKey: keys.household(write.householdId) });
    const refused = (_write: Write, problem: Problem) => toast({ text: problem.sentence(locale), tone: "problem" });
    const sent = (write: Write, data: unknown) => {
      again(write);
      const { line, note } = leftoverOf(write, data);
      toast(note ? { text: t(`quick.${note}_later`, { text: line }), tone: "problem" } : { text: t("net.sent") });
    };
    outbox().onSettled(sent, refused);
    pictures().onSettled(sent, refused);
    clips().onSettled((write, data) => {
      again(write);
      const { transcript, drafts, unread } = data as DraftsEvent;
      if (drafts.length > 0) toast(unread ? { text: t("voice.unread_later", { text: unread }), tone: "problem" } : { text: t("net.sent") });
      else toast({ text: transcript.text ? t("voice.no_amount_later", { text: transcript.text }) : t("voice.nothing_later"), tone: "problem" });
    }, refused);
  }, [client, locale, t, toast]);
  useEffect(() => {
    for (const one of lanes()) void one.load();
    const back = () => lanes().forEach((one) => void one.flush());
    window.addEventListener("online", back);
    return () => window.removeEventListener("online", back);
  }, []);
  return null;
}
