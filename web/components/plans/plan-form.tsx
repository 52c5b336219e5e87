"use client";

import { useTranslations } from "next-intl";
import { useState, type FormEvent } from "react";
import { typed } from "@/components/pick/amount-editor";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { useToast } from "@/components/ui/toast";
import { usePurse } from "@/lib/api/household";
import type { Noun } from "@/lib/api/keys";
import type { Plan } from "@/lib/api/schema";
import { useWrite, type Order } from "@/lib/api/writes";
import { formatMoney, parseAmount } from "@/lib/money";
import { PlanTarget } from "./plan-target";

interface Props {
  readonly plan: Plan | undefined;
  readonly plans: readonly Plan[];
  readonly month: string;
  readonly onDone: () => void;
}

const STALE: readonly Noun[] = ["plans", "reports"];

export function PlanForm({ plan, plans, month, onDone }: Props) {
  const t = useTranslations();
  const { household } = usePurse();
  const write = useWrite();
  const toast = useToast();
  const [target, setTarget] = useState("");
  const [text, setText] = useState(plan ? typed(plan.amount) : "");
  const minor = parseAmount(text, household.currency);
  const amount = { amount: minor ?? 0, currency: household.currency };
  const send = async (order: Pick<Order, "method" | "path" | "body">, said: string) => {
    const done = await write({ kind: "plan", stale: STALE, ...order });
    if (done.state === "refused") return;
    onDone();
    if (done.state === "sent") toast({ text: said });
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (plan) {
      void send({ method: "PATCH", path: `plans/${plan.plan_id}`, body: { version: plan.version, amount, from_month: month } }, t("plans.saved"));
      return;
    }
    const [kind, id] = target.split(":") as [string, string];
    void send({ method: "POST", path: "plans", body: { [kind]: id, amount, from_month: month } }, t("plans.saved"));
  };
  return (
    <form onSubmit={submit} className="grid gap-4">
      {plan ? null : <PlanTarget plans={plans} value={target} onChange={setTarget} />}
      <Field label={t("plans.a_month")} hint={minor === null ? t("common.amount_hint") : formatMoney(amount)}>
        <Input value={text} onChange={(event) => setText(event.target.value)} required placeholder="2tr" className="figures text-lead font-semibold" />
      </Field>
      <p className="text-small text-soft">{t("plans.repeats")}</p>
      <Button type="submit" size="big" disabled={minor === null || (!plan && !target)}>
        {t("common.save")}
      </Button>
      {plan ? (
        <Button look="danger" onClick={() => void send({ method: "DELETE", path: `plans/${plan.plan_id}` }, t("plans.ended"))}>
          {t("plans.end")}
        </Button>
      ) : null}
    </form>
  );
}
