"use client";

import { BadgeCheck, ScanSearch, SearchCheck } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { evidenceAddress } from "@/lib/api/evidence";
import { usePurse } from "@/lib/api/household";
import type { Draft } from "@/lib/api/schema";
import { cn } from "@/lib/classes";
import { useUrl } from "@/lib/use-url";
import { SmallPicture } from "./small-picture";

/** The head of a draft that was read from a bill: its picture, who sold, whether it adds up, and the way to all of it. */
export function BillHead({ draft }: { readonly draft: Draft }) {
  const t = useTranslations("bills");
  const { household } = usePurse();
  const { set } = useUrl();
  const [evidence] = draft.evidence_ids ?? [];
  const Icon = draft.needs_look ? SearchCheck : BadgeCheck;
  return (
    <div className="flex items-center gap-3">
      <SmallPicture url={evidence ? evidenceAddress(household.household_id, evidence) : null} className="h-16 w-12" />
      <div className="min-w-0 flex-1">
        <p className="line-clamp-2 text-lead font-semibold">{draft.content.note || draft.source_text || t("from_bill")}</p>
        <p className={cn("flex items-center gap-1.5 text-small font-semibold", draft.needs_look ? "text-amber" : "text-leaf")}>
          <Icon aria-hidden className="size-4 shrink-0" />
          {draft.needs_look ? t("look") : t("verified")}
        </p>
      </div>
      {draft.reading_id ? (
        <Button look="soft" className="px-3" onClick={() => set({ bill: draft.reading_id ?? null }, "push")}>
          <ScanSearch aria-hidden />
          <span className="max-sm:sr-only">{t("open")}</span>
        </Button>
      ) : null}
    </div>
  );
}
