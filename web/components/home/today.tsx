"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { Empty } from "@/components/app/empty";
import { KeptRows } from "@/components/book/kept-rows";
import { TransactionRow } from "@/components/book/transaction-row";
import { Card, Heading, Shimmer } from "@/components/ui/card";
import { usePurse } from "@/lib/api/household";
import { useTransactions } from "@/lib/api/queries";
import { todayIn } from "@/lib/dates";

/** Moves between jars and opening balances change no spending: the book has them, the first page need not. */
const BOOKKEEPING: ReadonlySet<string> = new Set(["opening", "jar_move"]);

/** Today's rows, and the way to the whole book. */
export function Today() {
  const t = useTranslations("home");
  const today = todayIn(usePurse().household.time_zone);
  const query = useTransactions({ from: today, to: today }, 30);
  const rows = query.data?.pages.flatMap((page) => page.transactions).filter((row) => !BOOKKEEPING.has(row.content.kind));
  return (
    <Card aria-labelledby="today" className="px-2 md:px-3">
      <div className="flex items-center justify-between px-2">
        <Heading id="today">{t("today")}</Heading>
        <Link href="/book/" className="grid min-h-11 place-items-center rounded-xl px-2 font-semibold text-clay-strong hover:bg-sunken">
          {t("all")}
        </Link>
      </div>
      {!rows && !query.isError ? <Shimmer className="mx-2 mt-2 h-32" /> : null}
      <ul className="grid">
        <KeptRows />
        {rows?.map((row) => (
          <li key={row.transaction_id}>
            <TransactionRow transaction={row} href={`/book/?t=${row.transaction_id}`} />
          </li>
        ))}
      </ul>
      {rows?.length === 0 ? <Empty title={t("empty")}>{t("try")}</Empty> : null}
    </Card>
  );
}
