"use client";

import { ChevronDown } from "lucide-react";
import { useTranslations } from "next-intl";
import { AmountEditor } from "@/components/pick/amount-editor";
import { Amount } from "@/components/ui/amount";
import { Button } from "@/components/ui/button";
import type { BillEdits, EditedLine } from "@/lib/bills/split";
import { cn } from "@/lib/classes";
import { formatMoney } from "@/lib/money";
import { Crop } from "./crop";
import { PlaceChip } from "./place-chip";
import { usePlaces } from "./use-places";

interface Props {
  readonly line: EditedLine;
  readonly url: string;
  readonly currency: string;
  readonly breaks: boolean;
  /** What the line would have to say for the sum to close; null when it closes. */
  readonly closing: number | null;
  readonly open: boolean;
  readonly onToggle: () => void;
  readonly onChange: (to: BillEdits["lines"][number]) => void;
}

/** A thing that was bought. A tap shows where it was read, and moves it or puts its number right. */
export function LineRow({ line, url, currency, breaks, closing, open, onToggle, onChange }: Props) {
  const t = useTranslations("bills");
  const places = usePlaces();
  const hue = places.hueFor(line.jar_id, line.category_id);
  const price = line.unit_price ? ` × ${formatMoney(line.unit_price)}` : "";
  const measure = line.quantity && (price || line.quantity !== "1") ? `${line.quantity} ${line.unit}`.trim() + price : "";
  const below = [measure, places.categoryName(line.category_id)].filter(Boolean).join(" · ");
  return (
    <li data-line={line.place} className={cn("rounded-2xl", open && "bg-sunken", breaks && "bg-lotus-wash")}>
      <button type="button" aria-expanded={open} onClick={onToggle} className="flex min-h-14 w-full items-center gap-3 rounded-2xl px-3 py-1.5 text-left hover:bg-ink/5">
        <span aria-hidden className="size-3 shrink-0 rounded-full" style={{ background: `var(--jar-${hue ?? "stone"})` }} />
        <span className="min-w-0 flex-1">
          <span className="line-clamp-2 font-semibold">{line.name}</span>
          {below ? <span className="line-clamp-1 text-small text-soft">{below}</span> : null}
        </span>
        {breaks ? <span className="text-small font-semibold text-lotus">{t("breaks")}</span> : null}
        {line.amount ? <Amount money={line.amount} className="font-bold" /> : <span className="text-amber">?</span>}
        <ChevronDown aria-hidden className={cn("size-5 shrink-0 text-soft transition-transform", open && "rotate-180")} />
      </button>
      {open ? (
        <div className="fade grid gap-3 px-3 pb-3">
          <Crop url={url} box={line.box} label={t("crop_of", { name: line.name })} />
          <div className="flex flex-wrap gap-2">
            <PlaceChip
              label={t("category_of", { name: line.name })}
              shown={places.categoryName(line.category_id)}
              empty={t("no_category")}
              value={line.category_id}
              choices={places.categories}
              onChoose={(id) => onChange(places.move(id))}
            />
            <PlaceChip
              label={t("jar_of", { name: line.name })}
              shown={places.jarFor(line.jar_id, line.category_id)?.name ?? ""}
              empty={t("no_jar")}
              hue={hue}
              value={line.jar_id}
              choices={places.jars}
              onChoose={(jar_id) => onChange({ jar_id })}
            />
          </div>
          {closing !== null ? (
            <Button look="soft" className="w-fit" onClick={() => onChange({ amount: { amount: closing, currency } })}>
              {t("make_it", { amount: formatMoney({ amount: closing, currency }) })}
            </Button>
          ) : null}
          <AmountEditor key={line.amount?.amount} money={line.amount} currency={currency} label={t("amount_of", { name: line.name })} onDone={(amount) => onChange({ amount })} />
        </div>
      ) : null}
    </li>
  );
}
