"use client";

import { Check } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { useDraftActions } from "@/components/drafts/use-draft-actions";
import { usePurse } from "@/lib/api/household";
import { evidenceAddress, pageAddress } from "@/lib/api/evidence";
import { useDrafts } from "@/lib/api/queries";
import type { Bill, Reading } from "@/lib/api/schema";
import { pagesOf } from "@/lib/bills/boxes";
import { partsOf } from "@/lib/bills/split";
import { missingIn } from "@/lib/drafts/content";
import { BillPicture, type Mark, type MarkedBox } from "./bill-picture";
import { Facts } from "./facts";
import { LineRow } from "./line-row";
import { MoveAll } from "./move-all";
import { SplitList } from "./split-list";
import { SumBox } from "./sum-box";
import { useBillEdits } from "./use-bill-edits";
import { Verdict } from "./verdict";

interface Props {
  readonly reading: Reading;
  readonly bill: Bill;
  readonly onDone: () => void;
}

/** A bill beside its picture: what was read, where, whether it adds up, and which jars pay. */
export function BillView({ reading, bill, onDone }: Props) {
  const t = useTranslations("bills");
  const drafts = useDrafts();
  const actions = useDraftActions();
  const draft = drafts.find((one) => one.draft_id === bill.draft_id);
  const { edits, lines, sum, changeLine, moveAll, changeTotal } = useBillEdits(bill, draft, (one, content) => void actions.change(one, content));
  const [chosen, choose] = useState<string | null>(null);
  const { household } = usePurse();
  const currency = draft?.content.amount?.currency ?? household.currency;
  const urlOf = (page: number) => pageAddress(household.household_id, reading.reading_id, page);
  const breaks = (place: number) => sum.off !== 0 && bill.lines[place]?.breaks_the_sum === true;
  const whole = sum.total > 0 ? sum.total : sum.lines;
  const parts = partsOf(lines, whole).map((part) => ({ ...part, amount: { amount: part.amount, currency } }));
  const ready = draft && missingIn(draft.content).length === 0;
  return (
    <div className="grid gap-5 lg:grid-cols-[minmax(0,5fr)_minmax(0,6fr)] lg:items-start">
      <div className="grid max-h-[36dvh] auto-rows-max gap-2 overflow-y-auto rounded-2xl lg:sticky lg:top-0 lg:max-h-[78dvh]" tabIndex={0} role="group" aria-label={t("title")}>
        {pagesOf(bill, reading.pages.length, reading.bills.length === 1).map((page) => (
          <BillPicture
            key={page}
            page={page}
            url={urlOf(page)}
            original={evidenceAddress(household.household_id, (reading.pages[page] ?? reading.pages[0])?.evidence_id ?? "")}
            boxes={boxesOf(bill, breaks)}
            chosen={chosen}
            onChoose={choose}
          />
        ))}
      </div>
      <div className="grid min-w-0 gap-4">
        <Verdict verified={bill.verified} sum={sum} breaking={lines.find((line) => breaks(line.place))} hasLines={lines.length > 0} currency={currency} />
        <Facts bill={bill} urlOf={urlOf} total={sum.total} chosen={chosen} onChoose={choose} onTotal={changeTotal} />
        {lines.length > 0 ? (
          <section aria-label={t("lines")} className="grid gap-1">
            <div className="flex flex-wrap items-center justify-between gap-2 px-1">
              <h3 className="text-small font-semibold text-soft">{t("lines")}</h3>
              {draft ? <MoveAll onMove={moveAll} /> : null}
            </div>
            <ul className="grid">
              {lines.map((line) => (
                <LineRow
                  key={line.place}
                  line={line}
                  url={urlOf(line.box?.page ?? 0)}
                  currency={currency}
                  breaks={breaks(line.place) && !edits.lines[line.place]?.amount}
                  closing={closingFor(line.amount?.amount ?? 0, sum.off)}
                  open={chosen === `l-${line.place}`}
                  onToggle={() => choose(chosen === `l-${line.place}` ? null : `l-${line.place}`)}
                  onChange={(to) => changeLine(line, to)}
                />
              ))}
            </ul>
            <SumBox sum={sum} currency={currency} onTotal={changeTotal} />
          </section>
        ) : (
          <p className="rounded-2xl bg-sunken p-3 text-soft">{t("no_lines")}</p>
        )}
        {parts.length > 0 ? <SplitList parts={parts} /> : null}
        {draft ? (
          <div className="sticky -bottom-5 -mb-5 grid bg-linear-to-t from-paper from-70% to-transparent pt-5 pb-5 md:-bottom-7 md:-mb-7 md:pb-7">
            <Button
              size="big"
              disabled={!ready}
              onClick={() => {
                void actions.confirm([draft]);
                onDone();
              }}
            >
              <Check aria-hidden />
              {t("confirm")}
            </Button>
          </div>
        ) : (
          <p className="rounded-2xl bg-sunken p-3 text-soft">{t("done")}</p>
        )}
      </div>
    </div>
  );
}

/** The amount with which one line would close the sum; null when it is closed, or no amount could. */
function closingFor(amount: number, off: number): number | null {
  return off !== 0 && amount + off > 0 ? amount + off : null;
}

const SURE = 0.9;

function boxesOf(bill: Bill, breaks: (place: number) => boolean): MarkedBox[] {
  const markOf = (sure: boolean, breaking: boolean): Mark => (breaking ? "breaks" : sure ? "sure" : "look");
  return [
    ...bill.pieces.map((piece) => ({ id: `f-${piece.field}`, box: piece.box, mark: markOf(piece.verified || piece.confidence >= SURE, false) })),
    ...bill.lines.map((line, place) => ({ id: `l-${place}`, box: line.box, mark: markOf(bill.verified || line.confidence >= SURE, breaks(place)) })),
  ];
}
