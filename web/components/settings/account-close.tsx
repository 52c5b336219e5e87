"use client";

import { useTranslations } from "next-intl";
import { useState, type FormEvent } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/input";
import type { Account } from "@/lib/api/schema";
import { useWrite } from "@/lib/api/writes";
import { isPurse } from "@/lib/names";
import { useNames } from "@/lib/use-names";

interface Props {
  readonly account: Account;
  readonly onDone: () => void;
}

/** Closes an account: its successor takes what is left and what still arrives. */
export function AccountClose({ account, onDone }: Props) {
  const t = useTranslations("settings");
  const write = useWrite();
  const { purses, categories } = useNames();
  const fitting = [...purses, ...categories].filter(
    (one) => one.account_id !== account.account_id && (isPurse(account) ? isPurse(one) : one.type === account.type),
  );
  const [successor, setSuccessor] = useState(fitting[0]?.account_id ?? "");
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const done = await write({
      kind: "account", method: "POST", path: `accounts/${account.account_id}/close`, body: { successor_id: successor || null },
      stale: ["accounts", "jars", "reports", "transactions"],
    });
    if (done.state !== "refused") onDone();
  };
  return (
    <form onSubmit={(event) => void submit(event)} className="grid gap-4">
      <Field label={t("successor")} hint={t("successor_hint")}>
        <Select value={successor} onChange={(event) => setSuccessor(event.target.value)}>
          {fitting.map((one) => (
            <option key={one.account_id} value={one.account_id}>
              {one.name}
            </option>
          ))}
        </Select>
      </Field>
      <Button type="submit" look="danger">
        {t("close_account")}
      </Button>
    </form>
  );
}
