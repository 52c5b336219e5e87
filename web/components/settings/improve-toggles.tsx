"use client";

import { useTranslations } from "next-intl";
import type { Keeping } from "@/lib/api/schema";
import { Part } from "./part";
import { useKeep } from "./use-keep";

const CHOICES = [
  ["voice_training", "improve_voice"],
  ["bill_training", "improve_bills"],
] as const;

/** Whether Heo may learn from what was confirmed. Nobody is asked twice, and nothing is ticked beforehand. */
export function ImproveToggles({ keeping, may }: { readonly keeping: Keeping; readonly may: boolean }) {
  const t = useTranslations("settings.ears");
  const keep = useKeep();
  return (
    <Part title={t("improve")} lead={t("improve_lead")}>
      <div className="grid">
        {CHOICES.map(([name, label]) => (
          <label key={name} className="flex min-h-11 items-center gap-3 rounded-xl px-1 hover:bg-sunken">
            <input
              type="checkbox"
              checked={keeping[name]}
              disabled={!may}
              onChange={(event) => void keep({ [name]: event.target.checked })}
              className="size-6 shrink-0 accent-[var(--clay)]"
            />
            {t(label)}
          </label>
        ))}
      </div>
    </Part>
  );
}
