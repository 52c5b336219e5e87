"use client";

import { useTranslations } from "next-intl";
import { useState, type ReactNode } from "react";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";
import type { Draft, DraftContent, DraftField } from "@/lib/api/schema";
import { explanationOf } from "@/lib/drafts/segments";
import { PieceEditor } from "./piece-editor";

interface Props {
  readonly draft: Draft;
  readonly field: DraftField;
  readonly className?: string;
  readonly children: ReactNode;
  /** What the piece says now, for those who do not see where it stands. */
  readonly spoken?: string;
  readonly onChange: (content: DraftContent) => void;
}

/** One understood piece; a tap changes it in place. */
export function Piece({ draft, field, className, children, spoken, onChange }: Props) {
  const t = useTranslations("drafts");
  const f = useTranslations("fields");
  const [open, setOpen] = useState(false);
  const why = explanationOf(draft.evidence, field);
  return (
    <Popover open={open} onOpenChange={setOpen}>
      <PopoverTrigger className={className} data-field={field} aria-label={spoken ? t("change", { field: f(field), value: spoken }) : undefined}>
        {children}
      </PopoverTrigger>
      <PopoverContent aria-label={f(field)} align="start">
        <p className="px-1 text-small font-semibold text-soft">{f(field)}</p>
        <PieceEditor
          draft={draft}
          field={field}
          onDone={(content) => {
            setOpen(false);
            onChange(content);
          }}
        />
        {why ? <p className="px-1 text-small text-soft">{why}</p> : null}
      </PopoverContent>
    </Popover>
  );
}
