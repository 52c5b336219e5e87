"use client";

import { useLocale, useTranslations } from "next-intl";
import { Bar, BarChart, LabelList, ResponsiveContainer, XAxis } from "recharts";
import { useMonthInUrl } from "@/components/app/month-picker";
import { Amount } from "@/components/ui/amount";
import { Shimmer } from "@/components/ui/card";
import { useCashFlow } from "@/lib/api/queries";
import { monthName } from "@/lib/dates";
import { formatShort } from "@/lib/money";
import { Picture } from "./picture";
import { Table } from "./table";

const MONTHS = 6;

/** Six months side by side: what came in, what went out. A bar opens its month. */
export function CashFlow({ month }: { readonly month: string }) {
  const t = useTranslations("report");
  const locale = useLocale();
  const { go } = useMonthInUrl();
  const months = useCashFlow(month, MONTHS).data?.months;
  if (!months) return <Shimmer className="h-72" />;
  const data = months.map((one) => ({ ...one, name: monthName(one.month, locale, true), in: one.income.amount, out: one.spending.amount }));
  const currency = months[0]?.income.currency ?? "VND";
  const short = (value: unknown) => (Number(value) ? formatShort({ amount: Number(value), currency }, locale) : "");
  const label = { position: "top", formatter: short, fill: "var(--ink-soft)", fontSize: 11, stroke: "var(--card)", strokeWidth: 3, paintOrder: "stroke" } as const;
  const picture = (
    <div role="img" aria-label={t("cash_flow_label")} className="h-64">
      <p aria-hidden className="mb-1 flex gap-4 text-small">
        <span className="text-leaf">■ {t("income")}</span>
        <span className="text-clay-strong">■ {t("spending")}</span>
      </p>
      <ResponsiveContainer width="100%" height="90%">
        <BarChart data={data} margin={{ top: 18, left: 0, right: 0, bottom: 0 }} barGap={3} accessibilityLayer={false}>
          <XAxis dataKey="name" tickLine={false} axisLine={{ stroke: "var(--line)" }} tick={{ fill: "var(--ink-soft)", fontSize: 13 }} interval={0} />
          {(["in", "out"] as const).map((side) => (
            <Bar key={side} dataKey={side} radius={[6, 6, 0, 0]} isAnimationActive={false} className="cursor-pointer" fill={side === "in" ? "var(--jar-jade)" : "var(--jar-clay)"} onClick={(bar) => go((bar.payload as { month: string }).month)}>
              <LabelList dataKey={side} {...label} />
            </Bar>
          ))}
        </BarChart>
      </ResponsiveContainer>
    </div>
  );
  const rows = [...months].reverse().map((one) => ({
    key: one.month,
    cells: [monthName(one.month, locale), <Amount key="in" money={one.income} />, <Amount key="out" money={one.spending} />],
  }));
  return <Picture name="flow" title={t("cash_flow")} picture={picture} table={<Table head={[t("month"), t("income"), t("spending")]} rows={rows} />} />;
}
