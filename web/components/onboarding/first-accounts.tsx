"use client";

import { useTranslations } from "next-intl";
import { useState, type FormEvent } from "react";
import { useShareOut } from "@/components/jars/use-share-out";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { usePurse } from "@/lib/api/household";
import { formatMoney, parseAmount } from "@/lib/money";
import { SLOTS, useOpenAccounts } from "./use-open-accounts";

/** What is there today: all of it can be skipped. What is filled in goes into the jars by the rule, unless that is unticked. */
export function FirstAccounts({ onDone }: { readonly onDone: () => void }) {
  const t = useTranslations("welcome");
  const { currency } = usePurse().household;
  const { openAll, ready } = useOpenAccounts();
  const shareOut = useShareOut();
  const [texts, setTexts] = useState<Readonly<Record<string, string>>>({});
  const [sharing, setSharing] = useState(true);
  const [busy, setBusy] = useState(false);
  const amountOf = (slot: string) => parseAmount(texts[slot] ?? "", currency);
  const isWrong = (slot: string) => !["", "0"].includes((texts[slot] ?? "").trim()) && amountOf(slot) === null;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    const amounts = new Map(SLOTS.map((slot) => [slot, amountOf(slot) ?? 0]));
    const whole = await openAll(amounts);
    // A network that fails here leaves the money unassigned; home offers to share it out.
    if (whole && sharing) await shareOut().catch(() => undefined);
    onDone();
  };
  return (
    <form onSubmit={(event) => void submit(event)} className="grid gap-4">
      {SLOTS.map((slot) => {
        const amount = amountOf(slot);
        return (
          <Field
            key={slot}
            label={slot === "card" ? t("card_owed") : t(`slots.${slot}`)}
            problem={isWrong(slot) ? t("amount_wrong") : undefined}
            hint={amount === null ? undefined : formatMoney({ amount, currency })}
          >
            <Input value={texts[slot] ?? ""} onChange={(event) => setTexts((old) => ({ ...old, [slot]: event.target.value }))} placeholder={t("amount_example")} className="figures" />
          </Field>
        );
      })}
      <label className="flex min-h-11 items-center gap-3">
        <input type="checkbox" checked={sharing} onChange={(event) => setSharing(event.target.checked)} className="size-5 accent-[var(--clay)]" />
        {t("share_out")}
      </label>
      <Button type="submit" size="big" disabled={busy || !ready || SLOTS.some(isWrong)}>
        {t("begin")}
      </Button>
      <Button look="quiet" onClick={onDone} disabled={busy}>
        {t("skip")}
      </Button>
    </form>
  );
}
