"use client";

import { useTranslations } from "next-intl";
import { Icon } from "@/components/pick/icon";
import { Amount } from "@/components/ui/amount";
import type { Plan } from "@/lib/api/schema";
import { cn } from "@/lib/classes";
import { share } from "@/lib/money";
import { hueOf } from "@/lib/names";
import { useNames } from "@/lib/use-names";

const NEAR = 0.8;

interface Props {
  readonly plan: Plan;
  readonly onOpen: () => void;
}

export function PlanRow({ plan, onOpen }: Props) {
  const t = useTranslations("plans");
  const { names } = useNames();
  const jar = names.jar(plan.jar_id);
  const category = names.account(plan.category_id);
  const used = share(plan.spent.amount, plan.amount.amount);
  const over = plan.left.amount < 0;
  const near = !over && used >= NEAR;
  return (
    <li>
      <button type="button" data-plan={plan.plan_id} onClick={onOpen} className="grid w-full gap-2.5 rounded-3xl border bg-card p-4 text-left shadow-shade hover:border-clay">
        <span className="flex items-center gap-3">
          {jar ? <span aria-hidden className="size-5 shrink-0 rounded-full" style={{ background: `var(--jar-${hueOf(jar)})` }} /> : <Icon name={category?.icon ?? "dots"} className="size-5 shrink-0 text-soft" />}
          <span className="line-clamp-2 flex-1 font-semibold">{jar?.name ?? category?.name ?? ""}</span>
          <span className={cn("figures text-small font-bold", over ? "text-lotus" : near ? "text-amber" : "text-soft")}>{Math.round(used * 100)} %</span>
        </span>
        <span aria-hidden className="h-3 overflow-hidden rounded-full bg-sunken">
          <span
            className={cn("block h-full rounded-full transition-[width]", over ? "bg-lotus" : near ? "bg-[var(--jar-marigold)]" : "bg-[var(--jar-jade)]")}
            style={{ width: `${Math.min(100, used * 100)}%` }}
          />
        </span>
        <span className="flex flex-wrap items-baseline justify-between gap-x-3 text-small text-soft">
          <span>{t.rich("spent_of", { spent: () => <Amount money={plan.spent} className="font-semibold text-ink" />, amount: () => <Amount money={plan.amount} /> })}</span>
          <span className={cn("text-body", over && "font-semibold text-lotus")}>
            {over
              ? t.rich("over", { amount: () => <Amount money={{ ...plan.left, amount: -plan.left.amount }} className="font-bold" /> })
              : t.rich("left", { amount: () => <Amount money={plan.left} className="font-bold text-ink" /> })}
          </span>
        </span>
      </button>
    </li>
  );
}
