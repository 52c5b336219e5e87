"use client";

import { useTranslations } from "next-intl";
import { Empty } from "@/components/app/empty";
import { Failed } from "@/components/app/failed";
import { Button } from "@/components/ui/button";
import { Shimmer } from "@/components/ui/card";
import { useMay, usePurse } from "@/lib/api/household";
import { useMemories } from "@/lib/api/queries";
import { useWrite } from "@/lib/api/writes";
import { formatMoney } from "@/lib/money";
import { useNames } from "@/lib/use-names";
import { Part } from "./part";

/** What Heo learned from this household's taps; each can be forgotten. */
export function LearnedPart() {
  const t = useTranslations("settings");
  const { household } = usePurse();
  const { names } = useNames();
  const write = useWrite();
  const may = useMay("editor");
  const query = useMemories();
  const memories = query.data?.memories;
  return (
    <Part title={t("learned")} lead={t("learned_lead")}>
      {query.isPending ? <Shimmer className="h-24" /> : null}
      {query.isError && !memories ? <Failed error={query.error} retry={() => void query.refetch()} /> : null}
      {memories?.length === 0 ? <Empty title={t("learned_nothing")} /> : null}
      <ul>
        {memories?.map((one) => (
          <li key={one.memory_id} data-memory={one.words} className="flex min-h-14 items-center gap-3 border-b py-1.5 last:border-0">
            <span className="min-w-0 flex-1">
              <span className="font-semibold">“{one.words}”</span> → {one.unit_value ? formatMoney({ amount: one.unit_value, currency: household.currency }) : names.account(one.category_id)?.name}
              {one.jar_id ? ` · ${names.jar(one.jar_id)?.name ?? ""}` : ""}
              <span className="block text-small text-soft">{t("times", { count: one.times })}</span>
            </span>
            {may ? (
              <Button look="quiet" onClick={() => void write({ kind: "forget", method: "DELETE", path: `memories/${one.memory_id}`, stale: ["memories"] })}>
                {t("forget")}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
    </Part>
  );
}
