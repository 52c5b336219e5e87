"use client";

import { useTranslations } from "next-intl";
import { Amount } from "@/components/ui/amount";
import type { Plan } from "@/lib/api/schema";

/** All category plans together; a jar's plan may hold the same spending, so it is not added. */
export function PlanSum({ plans }: { readonly plans: readonly Plan[] }) {
  const t = useTranslations("plans");
  const counted = plans.filter((plan) => plan.category_id);
  const first = counted[0];
  if (!first || counted.length < 2) return null;
  const sum = (pick: (plan: Plan) => number) => ({ amount: counted.reduce((total, plan) => total + pick(plan), 0), currency: first.amount.currency });
  return (
    <p className="text-soft">
      {t.rich("sum", {
        left: () => <Amount money={sum((plan) => plan.left.amount)} className="font-bold text-ink" />,
        amount: () => <Amount money={sum((plan) => plan.amount.amount)} />,
      })}
    </p>
  );
}
