"use client";

import { useTranslations } from "next-intl";
import { useState, type FormEvent } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input, Select } from "@/components/ui/input";
import { usePurse } from "@/lib/api/household";
import type { Account } from "@/lib/api/schema";
import { useWrite } from "@/lib/api/writes";
import { formatMoney, parseAmount } from "@/lib/money";
import { useNames } from "@/lib/use-names";

export type AccountGroup = "asset" | "expense" | "income";

interface Props {
  readonly account: Account | undefined;
  readonly group: AccountGroup;
  readonly onDone: () => void;
}

/** Makes or changes an account or a category. */
export function AccountForm({ account, group, onDone }: Props) {
  const t = useTranslations("settings");
  const c = useTranslations("common");
  const { household } = usePurse();
  const write = useWrite();
  const { categories, jars } = useNames();
  const [name, setName] = useState(account?.name ?? "");
  const [owed, setOwed] = useState(account?.type === "liability");
  const [parent, setParent] = useState(account?.parent_id ?? "");
  const [jar, setJar] = useState(account?.default_jar_id ?? "");
  const [opening, setOpening] = useState("");
  const amount = parseAmount(opening, household.currency);
  const category = group !== "asset";
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const shared = { name: name.trim(), ...(category ? { parent_id: parent || null } : {}), ...(group === "expense" ? { default_jar_id: jar || null } : {}) };
    const money = amount === null ? {} : { opening_balance: { amount: owed ? -amount : amount, currency: household.currency } };
    const type = group === "asset" && owed ? "liability" : group;
    const done = account
      ? await write({ kind: "account", method: "PATCH", path: `accounts/${account.account_id}`, body: { version: account.version, ...shared }, stale: ["accounts"] })
      : await write({ kind: "account", method: "POST", path: "accounts", body: { type, ...shared, ...money }, stale: ["accounts", "jars", "reports", "transactions"] });
    if (done.state !== "refused") onDone();
  };
  const tops = categories.filter((one) => one.type === group && !one.parent_id && one.account_id !== account?.account_id);
  return (
    <form onSubmit={(event) => void submit(event)} className="grid gap-4">
      <Field label={t("name")}>
        <Input autoFocus required maxLength={60} value={name} onChange={(event) => setName(event.target.value)} />
      </Field>
      {category ? (
        <Field label={t("parent")}>
          <Select value={parent} onChange={(event) => setParent(event.target.value)}>
            <option value="">{t("no_parent")}</option>
            {tops.map((one) => <option key={one.account_id} value={one.account_id}>{one.name}</option>)}
          </Select>
        </Field>
      ) : null}
      {group === "expense" ? (
        <Field label={t("from_jar")}>
          <Select value={jar} onChange={(event) => setJar(event.target.value)}>
            <option value="">{t("no_jar")}</option>
            {jars.map((one) => <option key={one.jar_id} value={one.jar_id}>{one.name}</option>)}
          </Select>
        </Field>
      ) : null}
      {category || account ? null : (
        <>
          <Field label={t("kind")}>
            <Select value={owed ? "liability" : "asset"} onChange={(event) => setOwed(event.target.value === "liability")}>
              <option value="asset">{t("kind_asset")}</option>
              <option value="liability">{t("kind_liability")}</option>
            </Select>
          </Field>
          <Field label={owed ? t("opening_owed") : t("opening")} hint={amount === null ? c("amount_hint") : formatMoney({ amount, currency: household.currency })}>
            <Input value={opening} onChange={(event) => setOpening(event.target.value)} className="figures" />
          </Field>
        </>
      )}
      <Button type="submit" size="big" disabled={!name.trim()}>
        {c("save")}
      </Button>
    </form>
  );
}
