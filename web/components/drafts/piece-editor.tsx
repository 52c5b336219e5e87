"use client";

import { useTranslations } from "next-intl";
import { AmountEditor } from "@/components/pick/amount-editor";
import { ChoiceEditor, type Choice } from "@/components/pick/choice-editor";
import { DateEditor } from "@/components/pick/date-editor";
import { TextEditor } from "@/components/pick/text-editor";
import { categoryChoices, jarChoices, purseChoices } from "@/components/pick/choices";
import { usePurse } from "@/lib/api/household";
import type { Draft, DraftContent, DraftField, TransactionKind } from "@/lib/api/schema";
import { withTotal } from "@/lib/drafts/parts";
import { useNames } from "@/lib/use-names";

interface Props {
  readonly draft: Draft;
  readonly field: DraftField;
  readonly onDone: (content: DraftContent) => void;
}

const KINDS: readonly TransactionKind[] = ["expense", "income", "transfer", "jar_move", "refund", "loan_out", "loan_in", "loan_back", "loan_repay"];

/** The right small editor for one field of a draft. */
export function PieceEditor({ draft, field, onDone }: Props) {
  const { household } = usePurse();
  const t = useTranslations();
  const { categories, jars, purses } = useNames();
  const content = draft.content;
  const put = (change: Partial<DraftContent>) => onDone({ ...content, ...change });
  const choose = (choices: readonly Choice[], value: string | null | undefined, done: (id: string) => void) => (
    <ChoiceEditor choices={choices} value={value ?? ""} label={t(`fields.${field}`)} onChoose={done} />
  );
  switch (field) {
    case "amount":
      return <AmountEditor money={content.amount ?? null} currency={household.currency} onDone={(amount) => onDone(withTotal({ ...content, amount }, amount.amount))} />;
    case "valid_date":
      return <DateEditor day={content.valid_date ?? ""} onDone={(valid_date) => put({ valid_date })} />;
    case "category": {
      const type = content.kind === "income" ? "income" : "expense";
      return choose(categoryChoices(categories.filter((one) => one.type === type)), content.category_id, (id) => {
        // The category's own jar pays, unless a person named another.
        const jar = content.jar_id === categories.find((one) => one.account_id === content.category_id)?.default_jar_id;
        put({ category_id: id, ...(jar ? { jar_id: categories.find((one) => one.account_id === id)?.default_jar_id ?? null } : {}) });
      });
    }
    case "jar":
      return choose(jarChoices(jars), content.jar_id, (jar_id) => put({ jar_id }));
    case "counter_jar":
      return choose(jarChoices(jars), content.counter_jar_id, (counter_jar_id) => put({ counter_jar_id }));
    case "account":
      return choose(purseChoices(purses), content.account_id, (account_id) => put({ account_id }));
    case "counter_account":
      return choose(purseChoices(purses), content.counter_account_id, (counter_account_id) => put({ counter_account_id }));
    case "kind":
      return choose(KINDS.map((kind) => ({ value: kind, label: t(`kinds.${kind}`) })), content.kind, (kind) =>
        put({ kind: kind as TransactionKind, category_id: null }),
      );
    case "person":
      return <TextEditor text={content.person} longest={100} label={t("fields.person")} onDone={(person) => put({ person })} />;
    case "tags":
      return (
        <TextEditor
          text={content.tags.join(" ")}
          longest={200}
          label={t("fields.tags")}
          onDone={(text) => put({ tags: text.split(/[\s,#]+/).filter(Boolean).slice(0, 20) })}
        />
      );
    case "recurrence":
      return <p className="px-1">{t("drafts.recurs")}</p>;
    default:
      return <TextEditor text={content.note} longest={500} label={t("fields.note")} onDone={(note) => put({ note })} />;
  }
}
