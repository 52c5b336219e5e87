"use client";

import { Check, Eye, X } from "lucide-react";
import { useTranslations } from "next-intl";
import type { KeyboardEvent } from "react";
import { BillHead } from "@/components/bills/bill-head";
import { Amount } from "@/components/ui/amount";
import { Button } from "@/components/ui/button";
import type { Draft, Question } from "@/lib/api/schema";
import { cn } from "@/lib/classes";
import { direction, missingIn } from "@/lib/drafts/content";
import { isInferred } from "@/lib/drafts/segments";
import { Asked } from "./asked";
import { PartsList } from "./parts-list";
import { Piece } from "./piece";
import { Pieces } from "./pieces";
import { Sentence } from "./sentence";
import type { DraftActions } from "./use-draft-actions";
import { useSwipe } from "./use-swipe";

interface Props {
  readonly draft: Draft;
  readonly question: Question | undefined;
  readonly actions: DraftActions;
  /** The only draft gets the big button itself. */
  readonly alone: boolean;
}

/** A draft: what was understood of a sentence, waiting for a tap. */
export function DraftCard({ draft, question, actions, alone }: Props) {
  const t = useTranslations("drafts");
  const k = useTranslations("kinds");
  const v = useTranslations("voice");
  const swipe = useSwipe(() => void actions.discard([draft]));
  const change = (content: Draft["content"]) => void actions.change(draft, content);
  const ready = missingIn(draft.content).length === 0;
  const { amount, kind } = draft.content;
  const press = (event: KeyboardEvent<HTMLElement>) => {
    const typing = ["INPUT", "TEXTAREA", "SELECT"].includes((event.target as HTMLElement).tagName);
    if (event.key === "Delete" && !typing) void actions.discard([draft]);
    if (event.key === "Enter" && event.target === event.currentTarget && ready) void actions.confirm([draft]);
  };
  return (
    <article
      ref={swipe}
      tabIndex={0}
      data-draft={draft.draft_id}
      aria-label={t("card", { text: draft.source_text || draft.content.note })}
      onKeyDown={press}
      className={cn("rise grid touch-pan-y gap-2 rounded-[1.75rem] border bg-card p-4 shadow-shade md:p-5", (draft.needs_look || draft.source === "voice") && "border-amber/60")}
    >
      {draft.source === "bill" ? <BillHead draft={draft} /> : <Sentence draft={draft} onChange={change} />}
      <div className="flex flex-wrap items-center justify-between gap-x-3">
        <Piece draft={draft} field="amount" spoken={amount ? "" : t("missing")} onChange={change} className="-mx-2 min-h-11 rounded-xl px-2 text-title font-bold hover:bg-sunken">
          {amount ? (
            <Amount
              money={amount}
              sign={({ "-1": "minus", "1": "plus", "0": "none" } as const)[direction(kind)]}
              inferred={isInferred(draft.evidence, "amount")}
              className={cn(direction(kind) === 1 && "text-leaf")}
            />
          ) : (
            <span className="text-body text-amber">{t("how_much")}</span>
          )}
        </Piece>
        <Piece draft={draft} field="kind" onChange={change} className="min-h-11 min-w-11 rounded-xl px-2 text-small font-semibold text-soft hover:bg-sunken">
          {k(kind ?? "expense")}
        </Piece>
      </div>
      {draft.source === "voice" ? (
        <p data-check className="flex items-center gap-1.5 text-small font-semibold text-amber">
          <Eye aria-hidden className="size-4 shrink-0" />
          {v("check")}
        </p>
      ) : null}
      <PartsList draft={draft} onChange={change} />
      <Pieces draft={draft} onChange={change} />
      {question ? <Asked draft={draft} question={question} onChange={change} /> : null}
      <div className="mt-1 flex gap-2">
        <Button look="quiet" onClick={() => void actions.discard([draft])} aria-keyshortcuts="Delete">
          <X aria-hidden />
          {t("discard")}
        </Button>
        <Button
          data-confirm={alone || undefined}
          look={alone ? "main" : "soft"}
          size={alone ? "big" : "plain"}
          className="flex-1"
          disabled={!ready}
          onClick={() => void actions.confirm([draft])}
        >
          <Check aria-hidden />
          {ready ? t("confirm") : t("incomplete")}
        </Button>
      </div>
    </article>
  );
}
