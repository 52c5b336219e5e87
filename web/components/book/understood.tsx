"use client";

import { useLocale, useTranslations } from "next-intl";
import type { TransactionFilter } from "@/lib/api/schema";
import { shortDay } from "@/lib/dates";
import { formatMoney } from "@/lib/money";
import { useNames } from "@/lib/use-names";

/** How a search was understood, so that nobody has to guess why a row is missing. */
export function UnderstoodSearch({ filter }: { readonly filter: TransactionFilter }) {
  const t = useTranslations();
  const locale = useLocale();
  const { names } = useNames();
  const parts = [
    filter.words ? `“${filter.words}”` : "",
    ...filter.kinds.map((kind) => t(`kinds.${kind}`)),
    ...filter.account_ids.map((id) => names.account(id)?.name ?? ""),
    ...filter.jar_ids.map((id) => names.jar(id)?.name ?? ""),
    filter.from_date ? t("book.since", { date: shortDay(filter.from_date, locale) }) : "",
    filter.to_date ? t("book.until", { date: shortDay(filter.to_date, locale) }) : "",
    filter.least_amount ? `≥ ${formatMoney(filter.least_amount)}` : "",
    filter.most_amount ? `≤ ${formatMoney(filter.most_amount)}` : "",
  ].filter(Boolean);
  if (parts.length === 0) return null;
  return (
    <p className="text-small text-soft">
      {t("book.understood")} <span className="font-semibold text-ink">{parts.join(" · ")}</span>
    </p>
  );
}
