"use client";

import { useTranslations } from "next-intl";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/input";
import type { Plan } from "@/lib/api/schema";
import { isUnassigned } from "@/lib/jars";
import { useNames } from "@/lib/use-names";

interface Props {
  readonly plans: readonly Plan[];
  readonly value: string;
  readonly onChange: (target: string) => void;
}

/** A category or a jar that has no plan yet. */
export function PlanTarget({ plans, value, onChange }: Props) {
  const t = useTranslations("plans");
  const { categories, jars } = useNames();
  const taken = new Set(plans.flatMap((plan) => [plan.category_id, plan.jar_id]));
  return (
    <Field label={t("for")}>
      <Select value={value} onChange={(event) => onChange(event.target.value)} required>
        <option value="" disabled>
          {t("choose")}
        </option>
        <optgroup label={t("categories")}>
          {categories.filter((one) => one.type === "expense" && !taken.has(one.account_id)).map((one) => (
            <option key={one.account_id} value={`category_id:${one.account_id}`}>
              {one.parent_id ? `\u2003${one.name}` : one.name}
            </option>
          ))}
        </optgroup>
        <optgroup label={t("jars")}>
          {jars.filter((jar) => !taken.has(jar.jar_id) && !isUnassigned(jar)).map((jar) => (
            <option key={jar.jar_id} value={`jar_id:${jar.jar_id}`}>
              {jar.name}
            </option>
          ))}
        </optgroup>
      </Select>
    </Field>
  );
}
