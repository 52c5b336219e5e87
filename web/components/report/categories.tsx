"use client";

import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { Cell, Pie, PieChart, ResponsiveContainer } from "recharts";
import { Icon } from "@/components/pick/icon";
import { Amount } from "@/components/ui/amount";
import type { MonthSummary } from "@/lib/api/schema";
import { formatShort, share } from "@/lib/money";
import { inGroups, slicesOf } from "@/lib/report";
import { useNames } from "@/lib/use-names";
import { Picture } from "./picture";
import { Table } from "./table";

/** Where the money went. Every slice and every name opens its rows. */
export function Categories({ summary }: { readonly summary: MonthSummary }) {
  const t = useTranslations("report");
  const locale = useLocale();
  const router = useRouter();
  const { names } = useNames();
  const slices = slicesOf(summary.categories, names.account, names.jar);
  const total = slices.reduce((sum, slice) => sum + slice.amount, 0);
  const currency = summary.spending.currency;
  const rowsOf = (id: string) => `/book/?account_id=${id}&from=${summary.from_date}&to=${summary.to_date}`;
  const percent = (amount: number) => `${Math.round(share(amount, total) * 100)} %`;
  const picture = (
    <div className="grid gap-2">
      <div role="img" aria-label={t("categories_label")} className="relative mx-auto h-56 w-full max-w-72">
        <ResponsiveContainer width="100%" height="100%">
          <PieChart accessibilityLayer={false}>
            <Pie data={slices} dataKey="amount" nameKey="name" innerRadius="62%" outerRadius="96%" paddingAngle={slices.length > 1 ? 2 : 0} cornerRadius={6} stroke="none" startAngle={90} endAngle={-270} isAnimationActive={false} rootTabIndex={-1} onClick={(slice) => router.push(rowsOf((slice.payload as { id: string }).id))}>
              {slices.map((slice) => (
                <Cell key={slice.id} fill={slice.colour} className="cursor-pointer outline-none" />
              ))}
            </Pie>
          </PieChart>
        </ResponsiveContainer>
        <p className="pointer-events-none absolute inset-0 grid place-content-center text-center">
          <span className="figures text-title font-bold">{formatShort({ amount: total, currency }, locale)}</span>
          <span className="text-small text-soft">{t("spending")}</span>
        </p>
      </div>
      <ul>
        {slices.map((slice) => (
          <li key={slice.id}>
            <Link href={rowsOf(slice.id)} className="flex min-h-12 items-center gap-3 rounded-xl px-2 hover:bg-sunken">
              <span aria-hidden className="grid size-8 shrink-0 place-items-center rounded-xl" style={{ background: slice.colour }}>
                <Icon name={slice.icon} className="size-4.5 text-ink" />
              </span>
              <span className="min-w-0 flex-1">
                <span className="line-clamp-2">{slice.name}</span>
                <span className="figures block text-small text-soft">{percent(slice.amount)}</span>
              </span>
              <Amount money={{ amount: slice.amount, currency }} className="shrink-0 text-right font-semibold" />
            </Link>
          </li>
        ))}
      </ul>
    </div>
  );
  const rows = inGroups(summary.categories.filter((sum) => names.account(sum.category_id)?.type === "expense")).map((sum) => ({
    key: sum.category_id,
    cells: [
      <Link key="name" href={rowsOf(sum.category_id)} className={sum.parent_id ? "pl-4 underline-offset-4 hover:underline" : "font-semibold underline-offset-4 hover:underline"}>
        {names.account(sum.category_id)?.name}
      </Link>,
      sum.count,
      <Amount key="amount" money={sum.amount} />,
    ],
  }));
  return <Picture name="categories" title={t("categories")} picture={picture} table={<Table head={[t("category"), t("count"), t("amount")]} rows={rows} />} />;
}
