"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Failed } from "@/components/app/failed";
import { Shimmer } from "@/components/ui/card";
import { Dialog } from "@/components/ui/dialog";
import { Segmented } from "@/components/ui/segmented";
import { useReading } from "@/lib/api/queries";
import { useUrl } from "@/lib/use-url";
import { BillView } from "./bill-view";

/** The bill that the URL names (`bill`), over whatever page is open. */
export function BillSheet() {
  const t = useTranslations("bills");
  const { get, set } = useUrl();
  const id = get("bill");
  const close = () => set({ bill: null });
  if (!id) return null;
  return (
    <Dialog open onOpenChange={(open) => !open && close()} title={t("title")} huge>
      <Opened key={id} id={id} onDone={close} />
    </Dialog>
  );
}

function Opened({ id, onDone }: { readonly id: string; readonly onDone: () => void }) {
  const t = useTranslations("bills");
  const [chosen, choose] = useState("0");
  const query = useReading(id);
  const reading = query.data;
  if (!reading && query.isError) return <Failed error={query.error} retry={() => void query.refetch()} />;
  if (!reading) {
    return (
      <div role="status" aria-label={t("loading")} className="grid gap-3 lg:grid-cols-2">
        <Shimmer className="h-72" />
        <Shimmer className="h-72" />
      </div>
    );
  }
  const bills = reading.bills.filter((bill) => bill.kind !== "none");
  const bill = bills[Number(chosen)] ?? bills[0];
  if (!bill) return <p className="rounded-2xl bg-sunken p-4 text-soft">{t("failures.OTHER.what")}</p>;
  return (
    <>
      {bills.length > 1 ? (
        <Segmented label={t("which")} value={chosen} onChange={choose} choices={bills.map((_, place) => ({ value: String(place), label: t("nth", { place: place + 1 }) }))} />
      ) : null}
      <BillView key={chosen} reading={reading} bill={bill} onDone={onDone} />
    </>
  );
}
