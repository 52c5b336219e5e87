"use client";

import { useTranslations } from "next-intl";
import { Amount } from "@/components/ui/amount";
import type { MonthSummary } from "@/lib/api/schema";
import { cn } from "@/lib/classes";

/** In, out, and what stayed. */
export function MonthHead({ summary }: { readonly summary: MonthSummary }) {
  const t = useTranslations("report");
  const kept = { ...summary.income, amount: summary.income.amount - summary.spending.amount };
  return (
    <dl className="grid gap-x-8 gap-y-3 sm:flex sm:flex-wrap">
      <div>
        <dt className="text-soft">{t("spending")}</dt>
        <dd data-testid="spending"><Amount money={summary.spending} className="text-[clamp(1.5rem,7vw,2.25rem)] leading-snug font-bold" /></dd>
      </div>
      <div className="sm:pt-1.5">
        <dt className="text-soft">{t("income")}</dt>
        <dd><Amount money={summary.income} sign={summary.income.amount ? "plus" : "none"} className="text-title font-bold text-leaf" /></dd>
      </div>
      <div className="sm:pt-1.5">
        <dt className="text-soft">{kept.amount < 0 ? t("short") : t("kept")}</dt>
        <dd><Amount money={kept} sign="none" className={cn("text-title font-bold", kept.amount < 0 && "text-amber")} /></dd>
      </div>
    </dl>
  );
}
