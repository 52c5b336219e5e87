"use client";

import { Pencil, Undo2 } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Amount } from "@/components/ui/amount";
import { Button } from "@/components/ui/button";
import { useMay, usePurse } from "@/lib/api/household";
import type { Transaction } from "@/lib/api/schema";
import { cn } from "@/lib/classes";
import { dayName, todayIn } from "@/lib/dates";
import { direction } from "@/lib/drafts/content";
import { totalOf } from "@/lib/transactions";
import { useNames } from "@/lib/use-names";
import { History } from "./history";
import { JarParts } from "./jar-parts";
import { useVoid } from "./use-void";

interface Props {
  readonly transaction: Transaction;
  readonly onEdit: () => void;
  readonly onClose: () => void;
}

/** One transaction, whole: what, when, which account, which jars, and how it came to be. */
export function Detail({ transaction, onEdit, onClose }: Props) {
  const t = useTranslations();
  const locale = useLocale();
  const { names } = useNames();
  const today = todayIn(usePurse().household.time_zone);
  const may = useMay("editor");
  const undo = useVoid(onClose);
  const { content, voided } = transaction;
  const way = direction(content.kind);
  const splits = content.splits;
  return (
    <div className="grid gap-4">
      <div>
        <p className="text-soft">{t(`kinds.${content.kind}`)}</p>
        <Amount
          money={totalOf(content)}
          sign={({ "-1": "minus", "1": "plus", "0": "none" } as const)[way]}
          className={cn("text-[clamp(1.5rem,7vw,2.25rem)] leading-snug font-bold", way === 1 && "text-leaf", voided && "line-through")}
        />
        {voided ? <p className="font-semibold text-lotus">{t("book.voided")}</p> : null}
      </div>
      <dl className="grid grid-cols-[auto_1fr] gap-x-5 gap-y-2">
        <Fact name={t("fields.valid_date")}>{dayName(content.valid_date, today, locale)}</Fact>
        {splits.length === 1 ? <Fact name={t("fields.category")}>{names.account(splits[0]?.category_id)?.name}</Fact> : null}
        <Fact name={t("fields.account")}>{names.account(content.account_id)?.name}</Fact>
        <Fact name={t("fields.counter_account")}>{names.account(content.counter_account_id)?.name}</Fact>
        <Fact name={t("fields.person")}>{content.person}</Fact>
        <Fact name={t("fields.note")}>{content.note || (splits.length === 1 ? splits[0]?.note : "")}</Fact>
        <Fact name={t("book.came_by")}>{t(`sources.${transaction.source}`)}</Fact>
      </dl>
      {splits.length > 1 ? (
        <ul className="grid gap-1.5 rounded-2xl bg-sunken p-3">
          {splits.map((split, index) => (
            <li key={index} className="flex justify-between gap-3">
              <span className="line-clamp-2">{split.note || names.account(split.category_id)?.name}</span>
              <Amount money={split.amount} className="font-semibold" />
            </li>
          ))}
        </ul>
      ) : null}
      <JarParts parts={transaction.jar_parts} />
      {may && !voided ? (
        <div className="flex gap-2">
          <Button look="line" className="flex-1" onClick={onEdit}>
            <Pencil aria-hidden />
            {t("book.edit")}
          </Button>
          <Button look="danger" className="flex-1" onClick={() => void undo(transaction)}>
            <Undo2 aria-hidden />
            {t("book.void")}
          </Button>
        </div>
      ) : null}
      <History id={transaction.transaction_id} version={transaction.version} />
    </div>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  if (!children) return null;
  return (
    <>
      <dt className="text-soft">{name}</dt>
      <dd className="min-w-0 font-semibold">{children}</dd>
    </>
  );
}
