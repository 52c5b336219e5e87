"use client";

import { useTranslations } from "next-intl";
import { Empty } from "@/components/app/empty";
import { Failed } from "@/components/app/failed";
import { MonthPicker, useMonthInUrl } from "@/components/app/month-picker";
import { PageTop } from "@/components/app/page-top";
import { Shimmer } from "@/components/ui/card";
import { useMonth } from "@/lib/api/queries";
import { CashFlow } from "./cash-flow";
import { Categories } from "./categories";
import { Days } from "./days";
import { JarFlows } from "./jar-flows";
import { MonthHead } from "./month-head";

/** Báo cáo: one month, in pictures that each have their table, and each bar its rows. */
export function Report() {
  const t = useTranslations("report");
  const { month } = useMonthInUrl();
  const query = useMonth(month);
  const summary = query.data;
  return (
    <>
      <PageTop title={t("title")} />
      <MonthPicker />
      {query.isError && !summary ? <Failed error={query.error} retry={() => void query.refetch()} /> : null}
      {query.isPending ? <Shimmer className="h-96" /> : null}
      {summary ? (
        <div className="grid grid-cols-[minmax(0,1fr)] gap-5">
          <MonthHead summary={summary} />
          {summary.categories.length === 0 ? <Empty title={t("empty")}>{t("empty_hint")}</Empty> : null}
          <div className="grid grid-cols-[minmax(0,1fr)] gap-5 lg:grid-cols-[repeat(2,minmax(0,1fr))] lg:items-start">
            {summary.categories.some((one) => one.amount.amount > 0) ? <Categories summary={summary} /> : null}
            <div className="grid gap-5">
              <CashFlow month={month} />
              {summary.days.length > 0 ? <Days summary={summary} /> : null}
            </div>
          </div>
          <JarFlows jars={summary.jars} />
        </div>
      ) : null}
    </>
  );
}
