"use client";

import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { Empty } from "@/components/app/empty";
import { Failed } from "@/components/app/failed";
import { MonthPicker, useMonthInUrl } from "@/components/app/month-picker";
import { PageTop } from "@/components/app/page-top";
import { SubTabs } from "@/components/jars/sub-tabs";
import { Button } from "@/components/ui/button";
import { Shimmer } from "@/components/ui/card";
import { useMay } from "@/lib/api/household";
import { usePlans } from "@/lib/api/queries";
import { useUrl } from "@/lib/use-url";
import { PlanDialog } from "./plan-dialog";
import { PlanRow } from "./plan-row";
import { PlanSum } from "./plan-sum";

/** Kế hoạch: how much a category or a jar may spend in a month, and how much is left. */
export function Plans() {
  const t = useTranslations("plans");
  const { month } = useMonthInUrl();
  const query = usePlans(month);
  const { get, set } = useUrl();
  const may = useMay("editor");
  const plans = query.data?.plans;
  const make = (
    <Button onClick={() => set({ plan: "new" }, "push")}>
      <Plus aria-hidden />
      {t("new")}
    </Button>
  );
  return (
    <>
      <PageTop title={t("title")} />
      <SubTabs />
      <MonthPicker />
      {query.isError && !plans ? <Failed error={query.error} retry={() => void query.refetch()} /> : null}
      {query.isPending ? <Shimmer className="h-64" /> : null}
      {plans && plans.length > 0 ? (
        <div className="grid gap-4">
          <PlanSum plans={plans} />
          <ul className="grid gap-3 lg:grid-cols-2">
            {plans.map((plan) => (
              <PlanRow key={plan.plan_id} plan={plan} onOpen={() => may && set({ plan: plan.plan_id }, "push")} />
            ))}
          </ul>
          {may ? <div>{make}</div> : null}
        </div>
      ) : null}
      {plans?.length === 0 ? (
        <Empty title={t("empty")}>
          <p className="mb-4">{t("empty_hint")}</p>
          {may ? make : null}
        </Empty>
      ) : null}
      {plans ? <PlanDialog key={get("plan")} which={get("plan")} plans={plans} month={month} onClose={() => set({ plan: null })} /> : null}
    </>
  );
}
