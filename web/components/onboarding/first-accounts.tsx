"use client";

import { useTranslations } from "next-intl";
import { useState, type FormEvent } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { usePurse } from "@/lib/api/household";
import { useAccounts } from "@/lib/api/queries";
import { useWrite } from "@/lib/api/writes";
import { formatMoney, parseAmount } from "@/lib/money";
import { todayIn } from "@/lib/dates";

const SLOTS = ["bank", "wallet", "card"] as const;
const PICTURES = { bank: "bank", wallet: "phone", card: "card" } as const;

/** What is there today. Cash is there from the start; the rest is opened if something is typed. All of it can be skipped. */
export function FirstAccounts({ onDone }: { readonly onDone: () => void }) {
  const t = useTranslations("welcome");
  const { household } = usePurse();
  const write = useWrite();
  const cash = useAccounts().data?.accounts.find((one) => one.key === "cash");
  const [amounts, setAmounts] = useState<Readonly<Record<string, string>>>({});
  const [busy, setBusy] = useState(false);
  const money = (slot: string) => parseAmount(amounts[slot] ?? "", household.currency);
  const wrong = Object.keys(amounts).filter((slot) => amounts[slot]!.trim() && money(slot) === null && amounts[slot]!.trim() !== "0");
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    const inCash = money("cash");
    if (inCash !== null && cash) await openCash(write, cash.account_id, inCash, household.currency, todayIn(household.time_zone));
    for (const slot of SLOTS) {
      const amount = money(slot);
      if (amount === null) continue;
      await write({
        kind: "account", method: "POST", path: "accounts", stale: ["accounts", "jars", "reports"],
        body: {
          type: slot === "card" ? "liability" : "asset", name: t(`slots.${slot}`), icon: PICTURES[slot],
          opening_balance: { amount: slot === "card" ? -amount : amount, currency: household.currency },
        },
      });
    }
    onDone();
  };
  return (
    <form onSubmit={(event) => void submit(event)} className="grid gap-4">
      {(["cash", ...SLOTS] as const).map((slot) => {
        const amount = money(slot);
        return (
          <Field
            key={slot}
            label={slot === "card" ? t("card_owed") : t(`slots.${slot}`)}
            problem={wrong.includes(slot) ? t("amount_wrong") : undefined}
            hint={amount === null ? undefined : formatMoney({ amount, currency: household.currency })}
          >
            <Input value={amounts[slot] ?? ""} onChange={(event) => setAmounts((old) => ({ ...old, [slot]: event.target.value }))} placeholder={t("amount_example")} className="figures" />
          </Field>
        );
      })}
      <Button type="submit" size="big" disabled={busy || wrong.length > 0}>
        {t("begin")}
      </Button>
      <Button look="quiet" onClick={onDone}>
        {t("skip")}
      </Button>
    </form>
  );
}

type Write = ReturnType<typeof useWrite>;

/** The cash account exists already: what is in it is posted as its opening. */
function openCash(write: Write, accountId: string, amount: number, currency: string, day: string) {
  const content = { kind: "opening", valid_date: day, account_id: accountId, splits: [{ amount: { amount, currency } }] };
  return write({ kind: "record", method: "POST", path: "transactions", body: { content, source: "manual" }, stale: ["accounts", "jars", "reports"] });
}
