"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { useToast } from "@/components/ui/toast";
import { usePurse } from "@/lib/api/household";
import { keys, type Noun } from "@/lib/api/keys";
import type { Draft, DraftContent, Transaction } from "@/lib/api/schema";
import { useWrite } from "@/lib/api/writes";

const MONEY: readonly Noun[] = ["drafts", "transactions", "jars", "accounts", "plans", "reports"];
type List = { drafts: Draft[] };

/** What a person does with drafts. Seen at once, sent through the queue, and taken back for six seconds. */
export function useDraftActions() {
  const client = useQueryClient();
  const { household } = usePurse();
  const write = useWrite();
  const toast = useToast();
  const t = useTranslations("drafts");
  return useMemo(() => {
    const name = keys.of(household.household_id, "drafts");
    const show = (change: (drafts: Draft[]) => Draft[]) =>
      client.setQueriesData<List>({ queryKey: name }, (old) => (old ? { drafts: change(old.drafts) } : old));
    const ids = (drafts: readonly Draft[]) => drafts.map((draft) => draft.draft_id);
    const without = (drafts: readonly Draft[]) => show((old) => old.filter((one) => !ids(drafts).includes(one.draft_id)));
    const again = () => void client.invalidateQueries({ queryKey: name });

    // A reading that began before the write may still come back with them: only one that begins now counts.
    const gone = async (drafts: readonly Draft[]) => {
      await client.cancelQueries({ queryKey: name });
      without(drafts);
      again();
    };

    const voidAll = async (transactions: readonly Transaction[]) => {
      for (const { transaction_id, version } of transactions) {
        await write({ kind: "void", method: "POST", path: `transactions/${transaction_id}/void`, body: { version }, stale: MONEY });
      }
    };
    const restore = async (drafts: readonly Draft[]) => {
      for (const draft of drafts) {
        await write({ kind: "restore", method: "POST", path: `drafts/${draft.draft_id}/restore`, body: {}, stale: ["drafts"] });
      }
    };
    return {
      async confirm(drafts: readonly Draft[]): Promise<void> {
        navigator.vibrate?.(12);
        without(drafts);
        const done = await write<{ transactions: Transaction[] }>({
          kind: "confirm", method: "POST", path: "drafts/confirm", body: { draft_ids: ids(drafts) }, stale: MONEY,
          previews: drafts.map(({ content, source_text }) => ({ text: content.note || source_text, amount: content.amount ?? null })),
        });
        if (done.state === "refused") again();
        if (done.state !== "sent") return;
        await gone(drafts);
        const { transactions } = done.data;
        toast({ text: t("confirmed", { count: drafts.length }), undo: () => void voidAll(transactions) });
      },
      async discard(drafts: readonly Draft[]): Promise<void> {
        without(drafts);
        const done = await write({
          kind: "discard", method: "POST", path: "drafts/discard", body: { draft_ids: ids(drafts) }, stale: ["drafts"],
        });
        if (done.state === "refused") again();
        if (done.state === "sent") await gone(drafts);
        if (done.state === "sent") toast({ text: t("discarded", { count: drafts.length }), undo: () => void restore(drafts) });
      },
      async change(draft: Draft, content: DraftContent): Promise<void> {
        // Each change counts the version by one: the next change may follow before this one is answered.
        const next = { ...draft, content, version: draft.version + 1 };
        show((old) => old.map((one) => (one.draft_id === draft.draft_id ? next : one)));
        const done = await write<Draft>({
          kind: "draft_edit", method: "PATCH", path: `drafts/${draft.draft_id}`, body: { version: draft.version, content },
        });
        const isOlder = (one: Draft) => one.draft_id === draft.draft_id && one.version <= next.version;
        if (done.state === "sent") show((old) => old.map((one) => (isOlder(one) ? done.data : one)));
        else if (done.state === "refused") again();
      },
    };
  }, [client, household.household_id, write, toast, t]);
}

export type DraftActions = ReturnType<typeof useDraftActions>;
