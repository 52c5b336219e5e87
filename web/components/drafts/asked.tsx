"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { usePurse } from "@/lib/api/household";
import { keys } from "@/lib/api/keys";
import type { Draft, DraftContent, Question, QuestionOption } from "@/lib/api/schema";
import { useWrite } from "@/lib/api/writes";

interface Props {
  readonly draft: Draft;
  readonly question: Question;
  readonly onChange: (content: DraftContent) => void;
}

/** Two readings: one question, two buttons; the answer about a word is remembered for the household. */
export function Asked({ draft, question, onChange }: Props) {
  const t = useTranslations("drafts");
  const client = useQueryClient();
  const { household } = usePurse();
  const write = useWrite();
  const answer = (option: QuestionOption) => {
    client.setQueryData<Record<string, Question>>(keys.of(household.household_id, "questions"), (old) =>
      Object.fromEntries(Object.entries(old ?? {}).filter(([id]) => id !== draft.draft_id)),
    );
    if (question.slang) {
      void write({
        kind: "answer", method: "POST", path: "answers", body: { slang: question.slang, unit_value: option.unit_value }, stale: ["memories"],
      });
    }
    if (option.amount) onChange({ ...draft.content, amount: option.amount });
  };
  return (
    <fieldset className="grid gap-2 rounded-2xl bg-amber-wash p-3">
      <legend className="contents">
        <span className="font-semibold text-amber">{question.text}</span>
      </legend>
      <div className="flex flex-wrap gap-2">
        {question.options.map((option) => (
          <Button key={option.label} look="line" className="flex-1" onClick={() => answer(option)}>
            {option.label}
          </Button>
        ))}
      </div>
      {question.slang ? <p className="text-small text-soft">{t("remembered")}</p> : null}
    </fieldset>
  );
}
