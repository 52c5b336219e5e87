"use client";

import { useWindowVirtualizer } from "@tanstack/react-virtual";
import { useLocale, useTranslations } from "next-intl";
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import { Amount } from "@/components/ui/amount";
import { usePurse } from "@/lib/api/household";
import type { Transaction } from "@/lib/api/schema";
import { dayName, todayIn } from "@/lib/dates";
import { linesOf, type DayGroup } from "@/lib/transactions";
import { TransactionRow } from "./transaction-row";

interface Props {
  readonly transactions: readonly Transaction[];
  readonly more: boolean;
  readonly onMore: () => void;
  readonly current: string;
  readonly onOpen: (id: string) => void;
}

const ROW_PX = 66;
const AHEAD = 12;

/** The book: however many rows there are, only those on the screen are drawn. */
export function TransactionList({ transactions, more, onMore, current, onOpen }: Props) {
  const lines = useMemo(() => linesOf(transactions), [transactions]);
  const list = useRef<HTMLDivElement>(null);
  const [margin, setMargin] = useState(0);
  useLayoutEffect(() => setMargin(list.current?.offsetTop ?? 0), []);
  const virtual = useWindowVirtualizer({ count: lines.length, estimateSize: () => ROW_PX, overscan: AHEAD, scrollMargin: margin });
  const items = virtual.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (more && last >= lines.length - AHEAD) onMore();
  }, [more, last, lines.length, onMore]);
  return (
    <div ref={list} role="list" className="relative" style={{ height: virtual.getTotalSize() }}>
      {items.map((item) => {
        const line = lines[item.index];
        if (!line) return null;
        return (
          <div
            key={item.key}
            ref={virtual.measureElement}
            data-index={item.index}
            role="listitem"
            className="absolute inset-x-0 top-0"
            style={{ transform: `translateY(${item.start - margin}px)` }}
          >
            {line.type === "day" ? (
              <DayHead group={line.group} />
            ) : (
              <TransactionRow
                transaction={line.row}
                href={`?t=${line.row.transaction_id}`}
                current={line.row.transaction_id === current}
                onOpen={() => onOpen(line.row.transaction_id)}
              />
            )}
          </div>
        );
      })}
    </div>
  );
}

function DayHead({ group }: { readonly group: DayGroup }) {
  const t = useTranslations("dates");
  const locale = useLocale();
  const today = todayIn(usePurse().household.time_zone);
  return (
    <div className="flex items-baseline justify-between gap-3 px-3 pt-5 pb-1 text-small">
      <h2 className="font-semibold">{group.day === today ? t("today") : dayName(group.day, today, locale)}</h2>
      {group.spent.amount > 0 ? <Amount money={group.spent} sign="minus" className="text-soft" /> : null}
    </div>
  );
}
