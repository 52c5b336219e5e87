"use client";

import { useTranslations } from "next-intl";
import { useCallback } from "react";
import { Empty } from "@/components/app/empty";
import { Failed } from "@/components/app/failed";
import { PageTop } from "@/components/app/page-top";
import { Shimmer } from "@/components/ui/card";
import { useTransactions } from "@/lib/api/queries";
import { useUrl } from "@/lib/use-url";
import { DetailPane } from "./detail-pane";
import { KeptRows } from "./kept-rows";
import { SearchLine } from "./search-line";
import { TransactionList } from "./transaction-list";
import { UnderstoodSearch } from "./understood";
import { useFilter } from "./use-filter";

/** Sổ: everything that happened, found by words, opened beside the list. */
export function Book() {
  const t = useTranslations("book");
  const filter = useFilter();
  const { get, set } = useUrl();
  const opened = get("t");
  const query = useTransactions(filter.filter);
  const rows = query.data?.pages.flatMap((page) => page.transactions);
  const understood = query.data?.pages[0]?.filter;
  const { fetchNextPage, hasNextPage, isFetchingNextPage } = query;
  const more = useCallback(() => {
    if (!isFetchingNextPage) void fetchNextPage();
  }, [fetchNextPage, isFetchingNextPage]);
  return (
    <div className="lg:grid lg:grid-cols-[1.2fr_1fr] lg:gap-8">
      <div>
        <PageTop title={t("title")} />
        <SearchLine filter={filter} />
        <div className="mt-2 grid gap-1">
          {understood ? <UnderstoodSearch filter={understood} /> : null}
          <ul>
            <KeptRows />
          </ul>
          {query.isError && !rows ? <Failed error={query.error} retry={() => void query.refetch()} /> : null}
          {query.isPending ? <Waiting /> : null}
          {rows && rows.length > 0 ? (
            <TransactionList transactions={rows} more={hasNextPage} onMore={more} current={opened} onOpen={(id) => set({ t: id }, "push")} />
          ) : null}
          {rows?.length === 0 ? filter.any ? <Empty title={t("nothing_found")}>{t("nothing_found_hint")}</Empty> : <Empty title={t("empty")}>{t("empty_hint")}</Empty> : null}
        </div>
      </div>
      <DetailPane id={opened} onClose={() => set({ t: null, edit: null })} />
    </div>
  );
}

function Waiting() {
  return (
    <div className="grid gap-2 pt-4">
      {[0, 1, 2, 3, 4].map((index) => (
        <Shimmer key={index} className="h-14" />
      ))}
    </div>
  );
}
