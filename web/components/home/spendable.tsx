"use client";

import { useLocale, useTranslations } from "next-intl";
import { Failed } from "@/components/app/failed";
import { Amount } from "@/components/ui/amount";
import { Shimmer } from "@/components/ui/card";
import { useSpendable } from "@/lib/api/queries";
import { cn } from "@/lib/classes";
import { shortDay } from "@/lib/dates";
import { formatMoney } from "@/lib/money";

const LONG = 14;

/** The first number: what can be spent today, then what is left until pay-day. */
export function Spendable() {
  const t = useTranslations("home");
  const locale = useLocale();
  const query = useSpendable();
  if (!query.data) return query.isError ? <Failed error={query.error} retry={() => void query.refetch()} /> : <Shimmer className="h-40" />;
  const { today, until_payday, next_month_date, days_left, spent_today } = query.data;
  const over = until_payday.amount < 0;
  return (
    <section aria-labelledby="spendable" className="grid gap-1">
      <h2 id="spendable" className="text-soft">
        {t("can_spend")}
      </h2>
      <p data-testid="spendable">
        <Amount money={today} className={cn("text-figure font-bold tracking-tight", formatMoney(today).length > LONG && "text-[clamp(1.5rem,8vw,2.75rem)]")} />
      </p>
      <p className="text-soft">
        {over
          ? t.rich("over_until", { date: shortDay(next_month_date, locale), amount: () => <Amount money={{ ...until_payday, amount: -until_payday.amount }} className="font-semibold text-lotus" /> })
          : t.rich("until", { days: days_left, date: shortDay(next_month_date, locale), amount: () => <Amount money={until_payday} className="font-semibold text-ink" /> })}
      </p>
      {spent_today.amount > 0 ? (
        <p className="text-soft">{t.rich("spent_today", { amount: () => <Amount money={spent_today} className="font-semibold text-ink" /> })}</p>
      ) : null}
    </section>
  );
}
