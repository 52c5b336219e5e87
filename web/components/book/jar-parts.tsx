"use client";

import { useTranslations } from "next-intl";
import { Amount } from "@/components/ui/amount";
import type { Transaction } from "@/lib/api/schema";
import { hueOf } from "@/lib/names";
import { useNames } from "@/lib/use-names";

/** What each jar gave or got. */
export function JarParts({ parts }: { readonly parts: Transaction["jar_parts"] }) {
  const t = useTranslations("book");
  const { names } = useNames();
  if (parts.length === 0) return null;
  return (
    <section aria-label={t("in_jars")}>
      <h3 className="mb-1 text-small font-semibold text-soft">{t("in_jars")}</h3>
      <ul>
        {parts.map((part) => (
          <li key={part.jar_id} className="flex min-h-9 items-center gap-2.5">
            <span aria-hidden className="size-3 shrink-0 rounded-full" style={{ background: `var(--jar-${hueOf(names.jar(part.jar_id))})` }} />
            <span className="line-clamp-2 flex-1">{names.jar(part.jar_id)?.name}</span>
            <Amount money={part.amount} sign={part.amount.amount > 0 ? "plus" : "own"} className="font-semibold" />
          </li>
        ))}
      </ul>
    </section>
  );
}
