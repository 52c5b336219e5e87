"use client";

import { CircleCheck } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { AmountEditor } from "@/components/pick/amount-editor";
import { Amount } from "@/components/ui/amount";
import { usePurse } from "@/lib/api/household";
import type { Bill, BillPiece } from "@/lib/api/schema";
import { cn } from "@/lib/classes";
import { dayName, todayIn } from "@/lib/dates";
import { Crop } from "./crop";

interface Props {
  readonly bill: Bill;
  readonly urlOf: (page: number) => string;
  readonly total: number;
  readonly chosen: string | null;
  readonly onChoose: (id: string | null) => void;
  readonly onTotal: (total: number) => void;
}

const SURE = 0.9;

/** What is printed beside the things that were bought. A tap shows the place on the picture. */
export function Facts({ bill, urlOf, total, chosen, onChoose, onTotal }: Props) {
  const t = useTranslations("bills");
  return (
    <ul aria-label={t("facts")} className="grid">
      {bill.pieces.map((piece) => {
        const id = `f-${piece.field}`;
        const open = id === chosen;
        const name = t(`fields.${piece.field}`);
        return (
          <li key={id} data-piece={piece.field} className={cn("rounded-2xl", open && "bg-sunken")}>
            <button type="button" aria-expanded={open} onClick={() => onChoose(open ? null : id)} className="flex min-h-11 w-full items-center gap-3 rounded-2xl px-3 py-1 text-left hover:bg-sunken">
              <span className="w-24 shrink-0 text-small text-soft">{name}</span>
              <span className="min-w-0 flex-1">
                <Said piece={piece} total={total} />
              </span>
              <Proof piece={piece} />
            </button>
            {open ? (
              <div className="fade grid gap-3 px-3 pb-3">
                <Crop url={urlOf(piece.box?.page ?? 0)} box={piece.box} label={t("crop_of", { name })} />
                {piece.field === "total" ? (
                  <AmountEditor key={total} money={{ amount: total, currency: piece.amount?.currency ?? "VND" }} currency="VND" label={name} onDone={({ amount }) => onTotal(amount)} />
                ) : null}
              </div>
            ) : null}
          </li>
        );
      })}
    </ul>
  );
}

const PAYMENTS = ["CASH", "CARD", "TRANSFER", "WALLET"] as const;

function Said({ piece, total }: { readonly piece: BillPiece; readonly total: number }) {
  const locale = useLocale();
  const t = useTranslations("bills.payments");
  const { household } = usePurse();
  const payment = PAYMENTS.find((one) => piece.field === "payment" && one === piece.text);
  if (payment) return <span className="font-semibold">{t(payment)}</span>;
  if (piece.field === "total") return <Amount money={{ amount: total, currency: piece.amount?.currency ?? "VND" }} className="text-lead font-bold" />;
  if (piece.amount) return <Amount money={piece.amount} className="font-semibold" />;
  const moment = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2}))?/.exec(piece.text);
  const text = piece.field === "time" && moment ? [dayName(moment[1]!, todayIn(household.time_zone), locale), moment[2]].filter(Boolean).join(", ") : piece.text;
  return <span className="line-clamp-2 font-semibold">{text}</span>;
}

function Proof({ piece }: { readonly piece: BillPiece }) {
  const t = useTranslations("bills");
  if (piece.verified) return <CircleCheck role="img" aria-label={t("field_verified")} className="size-5 shrink-0 text-leaf" />;
  if (piece.confidence >= SURE) return null;
  return <span className="shrink-0 text-small font-semibold text-amber">{t("field_unverified")}</span>;
}
