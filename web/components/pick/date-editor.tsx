"use client";

import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { usePurse } from "@/lib/api/household";
import { addDays, shortDay, todayIn } from "@/lib/dates";

interface Props {
  readonly day: string;
  readonly onDone: (day: string) => void;
}

/** The last three days are one tap away; any other by the platform's calendar. */
export function DateEditor({ day, onDone }: Props) {
  const t = useTranslations("dates");
  const locale = useLocale();
  const today = todayIn(usePurse().household.time_zone);
  const [other, setOther] = useState(day || today);
  return (
    <div className="grid gap-2">
      <div className="grid grid-cols-3 gap-1.5">
        {(["today", "yesterday", "before_yesterday"] as const).map((name, index) => {
          const date = addDays(today, -index);
          return (
            <Button key={name} look={date === day ? "soft" : "line"} className="min-h-14 flex-col gap-0 px-1 text-small" onClick={() => onDone(date)}>
              {t(name)}
              <span className="font-normal text-soft">{shortDay(date, locale)}</span>
            </Button>
          );
        })}
      </div>
      <form
        className="flex gap-1.5"
        onSubmit={(event) => {
          event.preventDefault();
          if (other) onDone(other);
        }}
      >
        <Input type="date" value={other} max={addDays(today, 365)} onChange={(event) => setOther(event.target.value)} aria-label={t("other")} />
        <Button type="submit">{t("take")}</Button>
      </form>
    </div>
  );
}
