"use client";

import { useLocale, useTranslations } from "next-intl";
import type { FormEvent } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input, Select } from "@/components/ui/input";
import { useOrder } from "./use-order";

export const PAY_DAYS: readonly number[] = Array.from({ length: 28 }, (_, index) => index + 1);

export function NewHousehold({ name }: { readonly name: string }) {
  const t = useTranslations("welcome");
  const locale = useLocale();
  const { order, problem, busy } = useOrder("/households");
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    void order({
      name: String(form.get("name")).trim(),
      month_start_day: Number(form.get("day")),
      time_zone: "Asia/Ho_Chi_Minh",
      currency: "VND",
      locale,
    });
  };
  return (
    <form onSubmit={submit} className="grid gap-4">
      <Field label={t("household_name")}>
        <Input name="name" required maxLength={60} defaultValue={t("household_default", { name }).slice(0, 60)} autoFocus onFocus={(event) => event.target.select()} />
      </Field>
      <Field label={t("pay_day")} hint={t("pay_day_hint")}>
        <Select name="day" defaultValue="1">
          {PAY_DAYS.map((day) => (
            <option key={day} value={day}>
              {t("day_of_month", { day })}
            </option>
          ))}
        </Select>
      </Field>
      {problem ? <p role="alert" className="rounded-2xl bg-lotus-wash px-4 py-3 text-lotus">{problem}</p> : null}
      <Button type="submit" size="big" disabled={busy}>
        {t("go_on")}
      </Button>
    </form>
  );
}
