"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { PlaceChip } from "@/components/bills/place-chip";
import { usePlaces } from "@/components/bills/use-places";
import { AmountEditor } from "@/components/pick/amount-editor";
import { Amount } from "@/components/ui/amount";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";
import type { Draft, DraftContent, DraftPart } from "@/lib/api/schema";
import { partsIn, withPart } from "@/lib/drafts/parts";

interface Props {
  readonly draft: Draft;
  readonly onChange: (content: DraftContent) => void;
}

/** The parts of a split draft: each with its category, its jar and its amount, each changed in place. */
export function PartsList({ draft, onChange }: Props) {
  const t = useTranslations("bills");
  const parts = partsIn(draft.content);
  if (parts.length === 0) return null;
  return (
    <section aria-label={t("parts", { count: parts.length })} data-parts={parts.length} className="grid gap-1 rounded-2xl bg-sunken p-2">
      <p className="px-1 text-small font-semibold text-soft">{t("parts", { count: parts.length })}</p>
      <ul className="grid gap-1">
        {parts.map((part, place) => (
          <Part key={place} part={part} place={place} onChange={(change) => onChange(withPart(draft.content, place, change))} />
        ))}
      </ul>
    </section>
  );
}

interface PartProps {
  readonly part: DraftPart;
  readonly place: number;
  readonly onChange: (change: Partial<DraftPart>) => void;
}

function Part({ part, place, onChange }: PartProps) {
  const t = useTranslations("bills");
  const places = usePlaces();
  const [open, setOpen] = useState(false);
  const category = places.categoryName(part.category_id);
  const jar = places.jarFor(part.jar_id, part.category_id)?.name ?? "";
  const name = part.note || category || t("nth", { place: place + 1 });
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-1 rounded-xl bg-card p-1.5" aria-label={t("part_place", { place: place + 1, category, jar })}>
      <span className="line-clamp-1 px-1.5 text-small text-soft">{part.note || category}</span>
      <Popover open={open} onOpenChange={setOpen}>
        <PopoverTrigger className="min-h-11 rounded-xl px-2 text-right font-bold hover:bg-sunken" aria-label={`${t("part_amount", { place: place + 1 })}: ${part.amount.amount}`}>
          <Amount money={part.amount} />
        </PopoverTrigger>
        <PopoverContent aria-label={t("part_amount", { place: place + 1 })} align="end">
          <AmountEditor
            money={part.amount}
            currency={part.amount.currency}
            onDone={(amount) => {
              setOpen(false);
              onChange({ amount });
            }}
          />
          <p className="px-1 text-small text-soft">{t("kept_sum")}</p>
        </PopoverContent>
      </Popover>
      <span className="col-span-2 flex min-w-0 flex-wrap gap-1">
        <PlaceChip label={t("category_of", { name })} shown={category} empty={t("no_category")} value={part.category_id} choices={places.categories} onChoose={(id) => onChange(places.move(id))} />
        <PlaceChip label={t("jar_of", { name })} shown={jar} empty={t("no_jar")} hue={places.hueFor(part.jar_id, part.category_id)} value={part.jar_id} choices={places.jars} onChoose={(jar_id) => onChange({ jar_id })} />
      </span>
    </li>
  );
}
