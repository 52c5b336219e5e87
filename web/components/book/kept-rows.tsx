"use client";

import { CloudUpload } from "lucide-react";
import { useTranslations } from "next-intl";
import { Amount } from "@/components/ui/amount";
import { useKept } from "@/lib/api/writes";

/** Rows that are not yet on the server, each with its small cloud. */
export function KeptRows() {
  const t = useTranslations("drafts");
  const rows = useKept().flatMap((write) => (write.previews ?? []).map((preview, index) => ({ ...preview, key: `${write.id}${index}` })));
  return rows.map((row) => (
    <li key={row.key} className="flex min-h-14 items-center gap-3 px-3 py-2 text-soft">
      <CloudUpload role="img" aria-label={t("on_device")} className="size-5 shrink-0" />
      <span className="line-clamp-2 flex-1">{row.text}</span>
      {row.amount ? <Amount money={row.amount} className="font-semibold" /> : null}
    </li>
  ));
}
