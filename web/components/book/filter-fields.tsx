"use client";

import { useTranslations } from "next-intl";
import { Field } from "@/components/ui/field";
import { Input, Select } from "@/components/ui/input";
import { useNames } from "@/lib/use-names";
import type { useFilter } from "./use-filter";

const KINDS = ["expense", "income", "transfer", "jar_move", "refund", "loan_out", "loan_in", "loan_back", "loan_repay"] as const;

export function FilterFields({ filter }: { readonly filter: ReturnType<typeof useFilter> }) {
  const t = useTranslations();
  const { purses, categories, jars } = useNames();
  const any = <option value="">{t("book.any")}</option>;
  return (
    <div className="fade grid grid-cols-2 gap-3 rounded-3xl bg-sunken p-3 md:grid-cols-3">
      <Field label={t("fields.kind")}>
        <Select value={filter.get("kind")} onChange={(event) => filter.set({ kind: event.target.value })}>
          {any}
          {KINDS.map((kind) => (
            <option key={kind} value={kind}>
              {t(`kinds.${kind}`)}
            </option>
          ))}
        </Select>
      </Field>
      <Field label={t("fields.jar")}>
        <Select value={filter.get("jar_id")} onChange={(event) => filter.set({ jar_id: event.target.value })}>
          {any}
          {jars.map((jar) => (
            <option key={jar.jar_id} value={jar.jar_id}>
              {jar.name}
            </option>
          ))}
        </Select>
      </Field>
      <Field label={t("book.account_or_category")}>
        <Select value={filter.get("account_id")} onChange={(event) => filter.set({ account_id: event.target.value })}>
          {any}
          {[...purses, ...categories].map((one) => (
            <option key={one.account_id} value={one.account_id}>
              {one.parent_id ? `\u2003${one.name}` : one.name}
            </option>
          ))}
        </Select>
      </Field>
      <Field label={t("book.from")}>
        <Input type="date" value={filter.get("from")} onChange={(event) => filter.set({ from: event.target.value })} />
      </Field>
      <Field label={t("book.to")}>
        <Input type="date" value={filter.get("to")} onChange={(event) => filter.set({ to: event.target.value })} />
      </Field>
    </div>
  );
}
