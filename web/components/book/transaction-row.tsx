"use client";

import { useTranslations } from "next-intl";
import { Icon } from "@/components/pick/icon";
import { Amount } from "@/components/ui/amount";
import type { Transaction, TransactionContent } from "@/lib/api/schema";
import { cn } from "@/lib/classes";
import { direction } from "@/lib/drafts/content";
import { hueOf, type Names } from "@/lib/names";
import { totalOf } from "@/lib/transactions";
import { useNames } from "@/lib/use-names";

interface Props {
  readonly transaction: Transaction;
  readonly href: string;
  readonly current?: boolean;
  readonly onOpen?: () => void;
}

const SIGN = { "-1": "minus", "1": "plus", "0": "none" } as const;
const KIND_ICON: Readonly<Record<string, string>> = { transfer: "bank", jar_move: "wallet", opening: "key" };

/** "From → to" of a move, or "". */
function betweenOf(content: TransactionContent, names: Names): string {
  const from = content.kind === "jar_move" ? names.jar(content.splits[0]?.jar_id) : names.account(content.account_id);
  const to = content.kind === "jar_move" ? names.jar(content.counter_jar_id) : names.account(content.counter_account_id);
  return from && to ? `${from.name} → ${to.name}` : "";
}

/** One transaction in a list: what, how much, from which jar. */
export function TransactionRow({ transaction, href, current, onOpen }: Props) {
  const t = useTranslations();
  const { names } = useNames();
  const { content, voided } = transaction;
  const split = content.splits[0];
  const category = names.account(split?.category_id);
  const way = direction(content.kind);
  const jarId = content.kind === "income" ? undefined : transaction.jar_parts.find((part) => part.amount.amount < 0)?.jar_id;
  const jar = names.jar(jarId);
  const between = betweenOf(content, names);
  const title = content.note || between || split?.note || category?.name || content.person || t(`kinds.${content.kind}`);
  const below = [category?.name ?? t(`kinds.${content.kind}`), content.person, between ? "" : names.account(content.account_id)?.name].filter((text) => text && text !== title);
  return (
    <a
      href={href}
      aria-current={current ? "true" : undefined}
      data-transaction={transaction.transaction_id}
      onClick={(event) => {
        if (!onOpen || event.metaKey || event.ctrlKey) return;
        event.preventDefault();
        onOpen();
      }}
      className={cn("flex min-h-16 items-center gap-3 rounded-2xl px-3 py-2 hover:bg-sunken", current && "bg-clay-wash hover:bg-clay-wash", voided && "opacity-70")}
    >
      <span className="relative grid size-11 shrink-0 place-items-center rounded-2xl bg-sunken text-soft">
        <Icon name={category?.icon ?? KIND_ICON[content.kind] ?? "dots"} className="size-5" />
        {jar ? <span aria-hidden className="absolute -right-0.5 -bottom-0.5 size-3.5 rounded-full border-2 border-card" style={{ background: `var(--jar-${hueOf(jar)})` }} /> : null}
      </span>
      <span className="min-w-0 flex-1">
        <span className={cn("line-clamp-2 font-semibold", voided && "line-through")}>{title}</span>
        <span className="line-clamp-1 text-small text-soft">{voided ? t("book.voided") : below.join(" · ")}</span>
      </span>
      <Amount money={totalOf(content)} sign={SIGN[way]} className={cn("text-right font-bold", way === 1 && "text-leaf", voided && "line-through")} />
    </a>
  );
}
