"use client";

import { useTranslations } from "next-intl";
import { useState, type FormEvent } from "react";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import type { Money } from "@/lib/api/schema";
import { decimalsOf, formatMoney, parseAmount } from "@/lib/money";

interface Props {
  readonly money: Money | null;
  readonly currency: string;
  /** What it is the amount of, where several stand side by side. The others take the focus at once. */
  readonly label?: string;
  readonly onDone: (money: Money) => void;
}

/** What an amount looks like while it is typed. */
export function typed(money: Money | null): string {
  if (!money) return "";
  const places = decimalsOf(money.currency);
  return (Math.abs(money.amount) / 10 ** places).toLocaleString("de-DE", { maximumFractionDigits: places });
}

/** Changes an amount: "45k", "1,5tr" and "1.250.000" are all understood, and shown back before it is kept. */
export function AmountEditor({ money, currency, label, onDone }: Props) {
  const t = useTranslations("common");
  const [text, setText] = useState(typed(money));
  const unit = money?.currency ?? currency;
  const minor = parseAmount(text, unit);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (minor !== null) onDone({ amount: minor, currency: unit });
  };
  return (
    <form onSubmit={submit} className="grid gap-2">
      <Input
        autoFocus={!label}
        inputMode="text"
        value={text}
        onChange={(event) => setText(event.target.value)}
        onFocus={(event) => event.target.select()}
        aria-label={label ?? t("amount")}
        aria-invalid={text !== "" && minor === null ? true : undefined}
        className="figures text-lead font-semibold"
      />
      <div className="flex items-center justify-between gap-2">
        <output className="figures pl-1 text-small text-soft">
          {minor === null ? t("amount_hint") : formatMoney({ amount: minor, currency: unit })}
        </output>
        <Button type="submit" disabled={minor === null}>
          {t("save")}
        </Button>
      </div>
    </form>
  );
}
