"use client";

import { useTranslations } from "next-intl";
import type { BillEdits } from "@/lib/bills/split";
import { PlaceChip } from "./place-chip";
import { usePlaces } from "./use-places";

/** Puts the whole bill into one category at once. */
export function MoveAll({ onMove }: { readonly onMove: (to: BillEdits["lines"][number]) => void }) {
  const t = useTranslations("bills");
  const places = usePlaces();
  return <PlaceChip label={t("all_lines")} shown={t("all_lines")} empty="" value={null} choices={places.categories} onChoose={(id) => onMove(places.move(id))} />;
}
