"use client";

import { CircleAlert, CircleCheck } from "lucide-react";
import { useTranslations } from "next-intl";
import { Amount } from "@/components/ui/amount";
import { Button } from "@/components/ui/button";
import type { Sum } from "@/lib/bills/split";
import { cn } from "@/lib/classes";
import { formatMoney } from "@/lib/money";

interface Props {
  readonly sum: Sum;
  readonly currency: string;
  readonly onTotal: (total: number) => void;
}

/** The bill's own arithmetic, with what was changed: it closes, or says by how much it does not. */
export function SumBox({ sum, currency, onTotal }: Props) {
  const t = useTranslations("bills");
  const money = (amount: number) => ({ amount, currency });
  const closes = sum.off === 0;
  const rows = [
    ["sum_lines", sum.lines], ["sum_discount", -sum.discount], ["sum_fee", sum.fee], ["sum_vat", sum.vat], ["sum_rounding", sum.rounding],
  ] as const;
  const made = sum.total - sum.off;
  return (
    <section data-sum={closes ? "closes" : "off"} className={cn("grid gap-1 rounded-2xl p-3", closes ? "bg-leaf-wash" : "bg-amber-wash")}>
      <dl className="grid gap-0.5">
        {rows.map(([name, amount]) =>
          amount !== 0 ? (
            <div key={name} className="flex justify-between gap-3">
              <dt className="text-soft">{t(name)}</dt>
              <dd>
                <Amount money={money(amount)} />
              </dd>
            </div>
          ) : null,
        )}
        <div className="flex items-baseline justify-between gap-3 border-t border-ink/15 pt-1">
          <dt className="font-semibold">{t("sum_total")}</dt>
          <dd>
            <Amount money={money(sum.total)} className="text-title font-bold" />
          </dd>
        </div>
      </dl>
      <p role="status" className={cn("flex items-center gap-2 font-semibold", closes ? "text-leaf" : "text-amber")}>
        {closes ? <CircleCheck aria-hidden className="size-5 shrink-0" /> : <CircleAlert aria-hidden className="size-5 shrink-0" />}
        {closes ? t("sum_closes") : t("sum_off", { amount: formatMoney(money(Math.abs(sum.off))) })}
      </p>
      {closes || made <= 0 ? null : (
        <Button look="line" className="mt-1 w-fit" onClick={() => onTotal(made)}>
          {t("use_sum", { amount: formatMoney(money(made)) })}
        </Button>
      )}
    </section>
  );
}
