"use client";

import { useLocale, useTranslations } from "next-intl";
import { usePurse } from "@/lib/api/household";
import type { Draft, DraftContent, DraftField } from "@/lib/api/schema";
import { cn } from "@/lib/classes";
import { addDays, shortDay, todayIn } from "@/lib/dates";
import { missingIn, piecesOf } from "@/lib/drafts/content";
import { isInferred } from "@/lib/drafts/segments";
import { hueOf } from "@/lib/names";
import { useNames } from "@/lib/use-names";
import { Piece } from "./piece";

interface Props {
  readonly draft: Draft;
  readonly onChange: (content: DraftContent) => void;
}

/** Every piece of the draft by name, also those that no words say; each changes in place. */
export function Pieces({ draft, onChange }: Props) {
  const t = useTranslations("drafts");
  const f = useTranslations("fields");
  const say = useSpoken();
  const { names } = useNames();
  const missing = new Set(missingIn(draft.content));
  const optional: ReadonlySet<DraftField> = new Set<DraftField>(["note", "person"]);
  return (
    <ul className="-mx-1 flex flex-wrap gap-x-1">
      {piecesOf(draft.content).map((field) => {
        const value = say(draft.content, field);
        const jar = field === "jar" || field === "counter_jar" ? names.jar(field === "jar" ? draft.content.jar_id : draft.content.counter_jar_id) : undefined;
        const inferred = isInferred(draft.evidence, field);
        return (
          <li key={field} className="min-w-0">
            <Piece
              draft={draft}
              field={field}
              spoken={value || t("missing")}
              onChange={onChange}
              className={cn(
                "flex min-h-11 max-w-full items-center gap-1.5 rounded-xl px-2 text-left text-small hover:bg-sunken",
                !value && "text-soft",
                missing.has(field) && "font-semibold text-amber",
              )}
            >
              {jar ? <span aria-hidden className="size-3 shrink-0 rounded-full" style={{ background: `var(--jar-${hueOf(jar)})` }} /> : null}
              <span className={cn("line-clamp-2", inferred && "inferred")}>{value || (optional.has(field) ? `+ ${f(field)}` : t("choose", { field: f(field) }))}</span>
            </Piece>
          </li>
        );
      })}
    </ul>
  );
}

/** What a field of a draft says, in words. */
function useSpoken() {
  const { names } = useNames();
  const locale = useLocale();
  const d = useTranslations("dates");
  const today = todayIn(usePurse().household.time_zone);
  return (content: DraftContent, field: DraftField): string => {
    switch (field) {
      case "category":
        return names.account(content.category_id)?.name ?? "";
      case "account":
        return names.account(content.account_id)?.name ?? "";
      case "counter_account":
        return content.counter_account_id ? `→ ${names.account(content.counter_account_id)?.name ?? ""}` : "";
      case "jar":
        return names.jar(content.jar_id ?? names.account(content.category_id)?.default_jar_id)?.name ?? "";
      case "counter_jar":
        return content.counter_jar_id ? `→ ${names.jar(content.counter_jar_id)?.name ?? ""}` : "";
      case "valid_date":
        if (content.valid_date === today) return d("today");
        if (content.valid_date === addDays(today, -1)) return d("yesterday");
        return content.valid_date ? shortDay(content.valid_date, locale) : "";
      case "person":
        return content.person;
      default:
        return content.note;
    }
  };
}
