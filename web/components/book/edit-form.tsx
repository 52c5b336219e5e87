"use client";

import { useTranslations } from "next-intl";
import { useState, type FormEvent } from "react";
import { typed } from "@/components/pick/amount-editor";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { useToast } from "@/components/ui/toast";
import type { Transaction, TransactionContent } from "@/lib/api/schema";
import { useWrite } from "@/lib/api/writes";
import { formatMoney, parseAmount } from "@/lib/money";
import { EditPlaces } from "./edit-places";
import { AFTER_MONEY } from "./use-void";

interface Props {
  readonly transaction: Transaction;
  readonly onDone: () => void;
}

/** Changes a transaction. The former version stays in its history. */
export function EditForm({ transaction, onDone }: Props) {
  const t = useTranslations();
  const write = useWrite();
  const toast = useToast();
  const [content, setContent] = useState<TransactionContent>(transaction.content);
  const [amounts, setAmounts] = useState(() => transaction.content.splits.map((split) => typed(split.amount)));
  const parsed = amounts.map((text, index) => parseAmount(text, content.splits[index]!.amount.currency));
  const whole = parsed.every((amount) => amount !== null);
  const put = (change: Partial<TransactionContent>) => setContent((old) => ({ ...old, ...change }));
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const splits = content.splits.map((split, index) => ({ ...split, amount: { ...split.amount, amount: parsed[index]! } }));
    const done = await write<Transaction>({
      kind: "edit", method: "PUT", path: `transactions/${transaction.transaction_id}`,
      body: { version: transaction.version, content: { ...content, splits } }, stale: AFTER_MONEY,
    });
    if (done.state === "sent") toast({ text: t("book.changed") });
    if (done.state !== "refused") onDone();
  };
  return (
    <form onSubmit={(event) => void submit(event)} className="grid gap-3">
      {content.splits.map((split, index) => (
        <Field
          key={index}
          label={content.splits.length > 1 ? `${t("fields.amount")} ${index + 1}` : t("fields.amount")}
          hint={parsed[index] === null ? t("common.amount_hint") : formatMoney({ ...split.amount, amount: parsed[index]! })}
        >
          <Input value={amounts[index]} onChange={(event) => setAmounts((old) => old.map((text, at) => (at === index ? event.target.value : text)))} className="figures text-lead font-semibold" required />
        </Field>
      ))}
      <Field label={t("fields.valid_date")}>
        <Input type="date" required value={content.valid_date} onChange={(event) => put({ valid_date: event.target.value })} />
      </Field>
      <EditPlaces content={content} onChange={put} />
      <Field label={t("fields.person")}>
        <Input value={content.person} maxLength={100} onChange={(event) => put({ person: event.target.value })} />
      </Field>
      <Field label={t("fields.note")}>
        <Input value={content.note} maxLength={500} onChange={(event) => put({ note: event.target.value })} />
      </Field>
      <div className="mt-2 flex gap-2">
        <Button look="quiet" onClick={onDone}>
          {t("common.cancel")}
        </Button>
        <Button type="submit" className="flex-1" disabled={!whole}>
          {t("common.save")}
        </Button>
      </div>
    </form>
  );
}
