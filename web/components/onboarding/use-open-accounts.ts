"use client";

import { useTranslations } from "next-intl";
import { usePurse } from "@/lib/api/household";
import type { Noun } from "@/lib/api/keys";
import { useAccounts } from "@/lib/api/queries";
import { useWrite } from "@/lib/api/writes";
import { todayIn } from "@/lib/dates";

export const SLOTS = ["cash", "bank", "wallet", "card"] as const;
export type Slot = (typeof SLOTS)[number];

const ICONS: Readonly<Record<Slot, string>> = { cash: "wallet", bank: "bank", wallet: "smartphone", card: "card" };
const STALE: readonly Noun[] = ["accounts", "jars", "reports", "transactions"];

/** Posts what is there today: into the accounts that a household starts with, and into new ones for the rest. */
export function useOpenAccounts() {
  const t = useTranslations("welcome");
  const { household } = usePurse();
  const accounts = useAccounts().data?.accounts;
  const write = useWrite();
  const openAll = async (amounts: ReadonlyMap<Slot, number>): Promise<boolean> => {
    let whole = true;
    for (const [slot, amount] of amounts) {
      if (amount === 0) continue;
      const money = { amount: slot === "card" ? -amount : amount, currency: household.currency };
      const there = accounts?.find((one) => one.key === slot);
      const content = { kind: "opening", valid_date: todayIn(household.time_zone), account_id: there?.account_id, splits: [{ amount: money }] };
      const account = { type: slot === "card" ? "liability" : "asset", name: t(`slots.${slot}`), icon: ICONS[slot], opening_balance: money };
      const done = there
        ? await write({ kind: "record", method: "POST", path: "transactions", body: { content, source: "manual" }, stale: STALE })
        : await write({ kind: "account", method: "POST", path: "accounts", body: account, stale: STALE });
      whole &&= done.state === "sent";
    }
    return whole;
  };
  // Which accounts are there decides what is opened: not before that is known.
  return { openAll, ready: accounts !== undefined };
}
