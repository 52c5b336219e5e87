"use client";

import { useTranslations } from "next-intl";
import { Amount } from "@/components/ui/amount";
import type { Money } from "@/lib/api/schema";
import { usePlaces } from "./use-places";

interface Props {
  readonly parts: readonly { readonly category_id: string | null; readonly jar_id: string | null; readonly amount: Money }[];
}

/** What each jar pays of the bill, with its category; discount and tax are in it. */
export function SplitList({ parts }: Props) {
  const t = useTranslations("bills");
  const places = usePlaces();
  const whole = parts.reduce((sum, part) => sum + part.amount.amount, 0);
  return (
    <section aria-label={t("split")} data-split={parts.length} className="grid gap-1.5">
      <h3 className="px-1 text-small font-semibold text-soft">{t("split")}</h3>
      <div aria-hidden className="flex h-2.5 gap-0.5 overflow-hidden rounded-full">
        {parts.map((part, place) => (
          <span key={place} style={{ flexGrow: whole > 0 ? part.amount.amount / whole : 1, background: `var(--jar-${places.hueFor(part.jar_id, part.category_id) ?? "stone"})` }} />
        ))}
      </div>
      <ul>
        {parts.map((part, place) => (
          <li key={place} className="flex min-h-11 items-center gap-3 px-1">
            <span aria-hidden className="size-3 shrink-0 rounded-full" style={{ background: `var(--jar-${places.hueFor(part.jar_id, part.category_id) ?? "stone"})` }} />
            <span className="min-w-0 flex-1">
              <span className="line-clamp-1 font-semibold">{places.jarFor(part.jar_id, part.category_id)?.name ?? t("no_jar")}</span>
              <span className="line-clamp-1 text-small text-soft">{places.categoryName(part.category_id) || t("no_category")}</span>
            </span>
            <Amount money={part.amount} className="font-bold" />
          </li>
        ))}
      </ul>
    </section>
  );
}
