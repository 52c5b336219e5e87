"use client";

import { ArrowDown } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState, type FormEvent } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input, Select } from "@/components/ui/input";
import { useToast } from "@/components/ui/toast";
import { usePurse } from "@/lib/api/household";
import type { Jar, Transaction } from "@/lib/api/schema";
import { useWrite } from "@/lib/api/writes";
import { todayIn } from "@/lib/dates";
import { moveContent } from "@/lib/jars";
import { formatMoney, parseAmount } from "@/lib/money";

interface Props {
  readonly from: string;
  readonly to: string;
  readonly jars: readonly Jar[];
  readonly onClose: () => void;
}

/** Moves money from jar to jar; no account is touched. */
export function MoveDialog({ from: given, to: aimed, jars, onClose }: Props) {
  const t = useTranslations();
  const { household } = usePurse();
  const write = useWrite();
  const toast = useToast();
  const [from, setFrom] = useState(given);
  const [to, setTo] = useState(aimed);
  const [text, setText] = useState("");
  const source = jars.find((jar) => jar.jar_id === from);
  const amount = parseAmount(text, household.currency);
  const left = source && amount !== null ? source.balance.amount - amount : null;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (amount === null) return;
    const money = { amount, currency: household.currency };
    const done = await write<Transaction>({
      kind: "jar_move", method: "POST", path: "transactions", stale: ["jars", "transactions", "reports"],
      body: { content: moveContent(from, to, money, todayIn(household.time_zone)), source: "manual" },
      previews: [{ text: t("jars.move"), amount: money }],
    });
    if (done.state === "refused") return;
    onClose();
    if (done.state === "sent") toast({ text: t("jars.moved", { amount: formatMoney(money) }) });
  };
  const options = jars.map((jar) => (
    <option key={jar.jar_id} value={jar.jar_id}>
      {jar.name} · {formatMoney(jar.balance)}
    </option>
  ));
  return (
    <Dialog open={given !== ""} onOpenChange={onClose} title={t("jars.move")}>
      <form onSubmit={(event) => void submit(event)} className="grid gap-3">
        <Field label={t("jars.from")}>
          <Select value={from} onChange={(event) => setFrom(event.target.value)}>{options}</Select>
        </Field>
        <ArrowDown aria-hidden className="mx-auto size-5 text-soft" />
        <Field label={t("jars.to")} problem={from === to ? t("jars.same") : undefined}>
          <Select value={to} onChange={(event) => setTo(event.target.value)}>{options}</Select>
        </Field>
        <Field
          label={t("fields.amount")}
          hint={amount === null ? t("common.amount_hint") : left !== null && left < 0 ? t("jars.would_be_over", { amount: formatMoney({ amount: -left, currency: household.currency }) }) : formatMoney({ amount, currency: household.currency })}
        >
          <Input autoFocus value={text} onChange={(event) => setText(event.target.value)} placeholder="500k" className="figures text-lead font-semibold" />
        </Field>
        <Button type="submit" size="big" disabled={amount === null || from === to}>
          {t("jars.move_now")}
        </Button>
      </form>
    </Dialog>
  );
}
