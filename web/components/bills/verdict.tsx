"use client";

import { BadgeCheck, SearchCheck } from "lucide-react";
import { useTranslations } from "next-intl";
import type { EditedLine, Sum } from "@/lib/bills/split";
import { cn } from "@/lib/classes";
import { formatMoney } from "@/lib/money";

interface Props {
  readonly verified: boolean;
  readonly sum: Sum;
  readonly breaking: EditedLine | undefined;
  readonly hasLines: boolean;
  readonly currency: string;
}

/** Proven by its own sum, or in need of a look, and then at what. */
export function Verdict({ verified, sum, breaking, hasLines, currency }: Props) {
  const t = useTranslations("bills");
  const mended = !verified && hasLines && sum.off === 0;
  const good = (verified || mended) && sum.off === 0;
  const why = () => {
    if (good) return verified ? t("verified_hint") : t("closed_now");
    if (!hasLines) return t("look_none");
    if (breaking) return t("look_line", { name: breaking.name });
    return t("look_off", { amount: formatMoney({ amount: Math.abs(sum.off), currency }) });
  };
  const Icon = good ? BadgeCheck : SearchCheck;
  return (
    <p role="status" data-verdict={good ? "verified" : "look"} className={cn("flex items-center gap-3 rounded-2xl px-3 py-2", good ? "bg-leaf-wash text-leaf" : "bg-amber-wash text-amber")}>
      <Icon aria-hidden className="size-6 shrink-0" />
      <span>
        <span className="font-bold">{good ? t("verified") : t("look")}.</span> {why()}
      </span>
    </p>
  );
}
