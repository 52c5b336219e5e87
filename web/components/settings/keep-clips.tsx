"use client";

import { useTranslations } from "next-intl";
import { Segmented } from "@/components/ui/segmented";
import type { Keeping } from "@/lib/api/schema";
import { Part } from "./part";
import { useKeep } from "./use-keep";

const DAYS: readonly number[] = [0, 7, 30, 90];

/** How long recordings are kept. */
export function KeepClips({ keeping, may }: { readonly keeping: Keeping; readonly may: boolean }) {
  const t = useTranslations("settings.ears");
  const keep = useKeep();
  const days = keeping.voice_days;
  const choices = [...new Set([...DAYS, days])].sort((a, b) => a - b);
  return (
    <Part title={t("keep")} lead={t("keep_lead")}>
      {may ? (
        <Segmented
          label={t("keep")}
          value={String(days)}
          onChange={(next) => void keep({ voice_days: Number(next) })}
          choices={choices.map((value) => ({ value: String(value), label: t("keep_days", { days: value }) }))}
        />
      ) : (
        <p className="font-semibold">{t("keep_days", { days })}</p>
      )}
      <p className="text-soft">{days === 0 ? t("keep_none") : t("keep_until", { days })}</p>
    </Part>
  );
}
