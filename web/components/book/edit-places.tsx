"use client";

import { useTranslations } from "next-intl";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/input";
import type { TransactionContent } from "@/lib/api/schema";
import { useNames } from "@/lib/use-names";

interface Props {
  readonly content: TransactionContent;
  readonly onChange: (change: Partial<TransactionContent>) => void;
}

/** Category, jars and accounts of a transaction, as far as its kind has them. */
export function EditPlaces({ content, onChange }: Props) {
  const t = useTranslations();
  const { purses, categories, jars } = useNames();
  const split = content.splits[0]!;
  const putSplit = (change: Partial<typeof split>) => onChange({ splits: content.splits.map((one, index) => (index === 0 ? { ...one, ...change } : one)) });
  const single = content.splits.length === 1;
  const spends = content.kind === "expense" || content.kind === "refund";
  const type = content.kind === "income" ? "income" : "expense";
  return (
    <>
      {single && (spends || content.kind === "income") ? (
        <Field label={t("fields.category")}>
          <Select value={split.category_id ?? ""} onChange={(event) => putSplit({ category_id: event.target.value || null })}>
            {categories.filter((one) => one.type === type).map((one) => (
              <option key={one.account_id} value={one.account_id}>
                {one.parent_id ? `\u2003${one.name}` : one.name}
              </option>
            ))}
          </Select>
        </Field>
      ) : null}
      {single && (spends || content.kind === "jar_move") ? (
        <Field label={t("fields.jar")}>
          <Select value={split.jar_id ?? ""} onChange={(event) => putSplit({ jar_id: event.target.value || null })}>
            <option value="">{t("book.by_category")}</option>
            {jars.map((jar) => (
              <option key={jar.jar_id} value={jar.jar_id}>
                {jar.name}
              </option>
            ))}
          </Select>
        </Field>
      ) : null}
      {content.kind === "jar_move" ? (
        <Field label={t("fields.counter_jar")}>
          <Select value={content.counter_jar_id ?? ""} onChange={(event) => onChange({ counter_jar_id: event.target.value })}>
            {jars.map((jar) => (
              <option key={jar.jar_id} value={jar.jar_id}>
                {jar.name}
              </option>
            ))}
          </Select>
        </Field>
      ) : null}
      {(["account_id", "counter_account_id"] as const).filter((name) => content[name]).map((name) => (
        <Field key={name} label={t(name === "account_id" ? "fields.account" : "fields.counter_account")}>
          <Select value={content[name] ?? ""} onChange={(event) => onChange({ [name]: event.target.value })}>
            {purses.map((one) => (
              <option key={one.account_id} value={one.account_id}>
                {one.name}
              </option>
            ))}
          </Select>
        </Field>
      ))}
    </>
  );
}
