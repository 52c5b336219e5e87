"use client";

import { useLocale, useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { Bar, BarChart, Cell, ResponsiveContainer, XAxis } from "recharts";
import { Amount } from "@/components/ui/amount";
import type { MonthSummary } from "@/lib/api/schema";
import { dayName, daysOf, isWeekend, shortDay } from "@/lib/dates";
import { lunarDay } from "@/lib/lunar";
import { formatShort } from "@/lib/money";
import { Picture } from "./picture";
import { Table } from "./table";

/** Spending day by day. Weekends are striped darker, rằm and mùng 1 carry a moon. */
export function Days({ summary }: { readonly summary: MonthSummary }) {
  const t = useTranslations("report");
  const locale = useLocale();
  const router = useRouter();
  const byDay = new Map(summary.days.map((day) => [day.date, day.spending.amount]));
  const data = daysOf(summary.from_date, summary.to_date).map((day) => {
    const lunar = lunarDay(day);
    return { day, amount: byDay.get(day) ?? 0, weekend: isWeekend(day), moon: lunar === 1 ? "●" : lunar === 15 ? "○" : "" };
  });
  const currency = summary.spending.currency;
  const most = data.reduce((best, one) => (one.amount > best.amount ? one : best), data[0]!);
  const open = (day: string) => router.push(`/book/?from=${day}&to=${day}`);
  const picture = (
    <div className="grid gap-1">
      <p className="text-small text-soft">
        {most.amount > 0 ? t("most", { day: dayName(most.day, summary.to_date, locale), amount: formatShort({ amount: most.amount, currency }, locale) }) : null}
      </p>
      <div role="img" aria-label={t("days_label")} className="h-44">
        <ResponsiveContainer width="100%" height="100%">
          <BarChart data={data} margin={{ top: 6, left: 0, right: 0, bottom: 14 }} barCategoryGap={1.5} accessibilityLayer={false}>
            <XAxis dataKey="day" interval={0} tickLine={false} axisLine={{ stroke: "var(--line)" }} tick={(props) => <Tick {...props} rows={data} />} />
            <Bar dataKey="amount" radius={[3, 3, 0, 0]} isAnimationActive={false} onClick={(bar) => open((bar.payload as { day: string }).day)}>
              {data.map((one) => (
                <Cell key={one.day} className="cursor-pointer" fill={one.weekend ? "var(--clay-strong)" : "var(--jar-clay)"} />
              ))}
            </Bar>
          </BarChart>
        </ResponsiveContainer>
      </div>
      <p className="text-small text-soft">{t("days_key")}</p>
    </div>
  );
  const rows = summary.days.map((one) => ({
    key: one.date,
    cells: [`${dayName(one.date, summary.to_date, locale)}${isWeekend(one.date) ? " ·" : ""}`, <Amount key="in" money={one.income} />, <Amount key="out" money={one.spending} />],
  }));
  return <Picture name="days" title={t("days")} picture={picture} table={<Table head={[t("day"), t("income"), t("spending")]} rows={rows} />} />;
}

interface TickProps {
  readonly x?: number | string;
  readonly y?: number | string;
  readonly index?: number;
  readonly rows: readonly { day: string; weekend: boolean; moon: string }[];
}

/** Every fifth day has its number, weekends a thicker foot, lunar days their moon. */
function Tick({ x = 0, y = 0, index = 0, rows }: TickProps) {
  const row = rows[index];
  if (!row) return null;
  const number = index % 5 === 0 ? shortDay(row.day, "vi").split("/")[0] : "";
  return (
    <g transform={`translate(${x},${y})`} fill="var(--ink-soft)" textAnchor="middle" fontSize={11}>
      {row.weekend ? <rect x={-4} y={-6} width={8} height={3} fill="var(--clay-strong)" /> : null}
      <text y={10}>{number}</text>
      {row.moon ? <text y={22} fontSize={9}>{row.moon}</text> : null}
    </g>
  );
}
