"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState, type FormEvent } from "react";
import { PAY_DAYS } from "@/components/onboarding/new-household";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input, Select } from "@/components/ui/input";
import { useToast } from "@/components/ui/toast";
import { useMay, usePurse } from "@/lib/api/household";
import { keys } from "@/lib/api/keys";
import { useWrite } from "@/lib/api/writes";
import { prefer } from "@/lib/preferences";
import { useSession } from "@/components/app/use-session";
import { Part } from "./part";

/** Name and pay-day of the household, and which household is open. */
export function HouseholdPart() {
  const t = useTranslations();
  const { household } = usePurse();
  const memberships = useSession().data?.memberships ?? [];
  const client = useQueryClient();
  const write = useWrite();
  const toast = useToast();
  const may = useMay("owner");
  const [name, setName] = useState(household.name);
  const [day, setDay] = useState(household.month_start_day);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const done = await write({
      kind: "household", method: "PATCH", path: `/households/${household.household_id}`,
      body: { name: name.trim(), month_start_day: day }, stale: ["household", "reports", "plans", "jars"],
    });
    await client.invalidateQueries({ queryKey: keys.session });
    if (done.state === "sent") toast({ text: t("settings.saved") });
  };
  return (
    <Part title={t("settings.household")}>
      {memberships.length > 1 ? (
        <Field label={t("settings.open_household")}>
          <Select value={household.household_id} onChange={(event) => prefer("household", event.target.value)}>
            {memberships.map((one) => (
              <option key={one.household.household_id} value={one.household.household_id}>
                {one.household.name}
              </option>
            ))}
          </Select>
        </Field>
      ) : null}
      <form onSubmit={(event) => void submit(event)} className="grid gap-4">
        <Field label={t("welcome.household_name")}>
          <Input value={name} required maxLength={60} disabled={!may} onChange={(event) => setName(event.target.value)} />
        </Field>
        <Field label={t("welcome.pay_day")} hint={t("welcome.pay_day_hint")}>
          <Select value={day} disabled={!may} onChange={(event) => setDay(Number(event.target.value))}>
            {PAY_DAYS.map((one) => (
              <option key={one} value={one}>
                {t("welcome.day_of_month", { day: one })}
              </option>
            ))}
          </Select>
        </Field>
        {may ? (
          <Button type="submit" className="w-fit" disabled={!name.trim()}>
            {t("common.save")}
          </Button>
        ) : null}
      </form>
    </Part>
  );
}
