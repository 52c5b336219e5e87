"use client";

import { useTranslations } from "next-intl";
import { useCallback } from "react";
import { useToast } from "@/components/ui/toast";
import type { Noun } from "@/lib/api/keys";
import type { Transaction } from "@/lib/api/schema";
import { useWrite } from "@/lib/api/writes";
import { totalOf } from "@/lib/transactions";

export const AFTER_MONEY: readonly Noun[] = ["transactions", "transaction", "jars", "accounts", "plans", "reports"];

/** Takes a transaction back. Taking that back records it again: a journal forgets nothing. */
export function useVoid(onDone: () => void) {
  const write = useWrite();
  const toast = useToast();
  const t = useTranslations("book");
  return useCallback(
    async (transaction: Transaction) => {
      const { transaction_id, version, content } = transaction;
      onDone();
      const done = await write({
        kind: "void", method: "POST", path: `transactions/${transaction_id}/void`, body: { version }, stale: AFTER_MONEY,
      });
      if (done.state !== "sent") return;
      const again = () =>
        void write({
          kind: "record", method: "POST", path: "transactions", body: { content, source: "manual" }, stale: AFTER_MONEY,
          previews: [{ text: content.note, amount: totalOf(content) }],
        });
      toast({ text: t("now_voided"), undo: again });
    },
    [write, toast, t, onDone],
  );
}
