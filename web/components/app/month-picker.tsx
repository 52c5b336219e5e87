"use client";

import { ChevronLeft, ChevronRight } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { usePurse } from "@/lib/api/household";
import { addMonths, budgetMonth, monthName, monthSpan, shortDay, todayIn } from "@/lib/dates";
import { useUrl } from "@/lib/use-url";

/** The budget month in the URL (`m`), this one when there is none. */
export function useMonthInUrl() {
  const { household } = usePurse();
  const { get, set } = useUrl();
  const current = budgetMonth(todayIn(household.time_zone), household.month_start_day);
  const given = get("m");
  const month = /^\d{4}-(0[1-9]|1[0-2])$/.test(given) ? given : current;
  return { month, current, go: (to: string) => set({ m: to === current ? null : to }) };
}

export function MonthPicker() {
  const t = useTranslations("dates");
  const locale = useLocale();
  const { household } = usePurse();
  const { month, current, go } = useMonthInUrl();
  const span = monthSpan(month, household.month_start_day);
  return (
    <div className="mb-5 flex w-fit items-center rounded-2xl bg-sunken p-1">
      <Button look="quiet" size="icon" aria-label={t("earlier")} onClick={() => go(addMonths(month, -1))}>
        <ChevronLeft aria-hidden />
      </Button>
      <div className="min-w-40 text-center" aria-live="polite">
        <p className="font-bold">{monthName(month, locale)}</p>
        {household.month_start_day === 1 ? null : (
          <p className="figures text-small text-soft">
            {shortDay(span.from, locale)} – {shortDay(span.to, locale)}
          </p>
        )}
      </div>
      <Button look="quiet" size="icon" aria-label={t("later")} disabled={month >= current} onClick={() => go(addMonths(month, 1))}>
        <ChevronRight aria-hidden />
      </Button>
    </div>
  );
}
