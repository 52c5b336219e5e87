"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { usePurse } from "@/lib/api/household";
import { keys } from "@/lib/api/keys";
import type { Bill, Draft, DraftContent } from "@/lib/api/schema";
import { editedLines, NO_EDITS, partsOf, sumOf, type BillEdits, type EditedLine } from "@/lib/bills/split";
import { withParts, withTotal } from "@/lib/drafts/parts";

const NOTE_LENGTH = 500;

/** What a person changed on a bill: seen at once, kept on this device, and carried into the draft's parts. */
export function useBillEdits(bill: Bill, draft: Draft | undefined, change: (draft: Draft, content: DraftContent) => void) {
  const client = useQueryClient();
  const name = keys.of(usePurse().household.household_id, "bill-edits", bill.draft_id);
  const { data: edits = NO_EDITS } = useQuery<BillEdits>({ queryKey: name, queryFn: () => NO_EDITS, staleTime: Infinity, enabled: false });
  const apply = (next: BillEdits) => {
    client.setQueryData(name, next);
    if (draft) change(draft, contentWith(draft.content, bill, next));
  };
  return {
    edits,
    lines: editedLines(bill, edits),
    sum: sumOf(bill, edits),
    changeLine: (line: EditedLine, to: BillEdits["lines"][number]) =>
      apply({ ...edits, lines: { ...edits.lines, [line.place]: { ...edits.lines[line.place], ...to } } }),
    moveAll: (to: BillEdits["lines"][number]) =>
      apply({ ...edits, lines: Object.fromEntries(bill.lines.map((_, place) => [place, { ...edits.lines[place], ...to }])) }),
    changeTotal: (total: number) => apply({ ...edits, total }),
  };
}

/** The draft that the bill makes with these edits: its lines gathered into parts that add up to its total. */
export function contentWith(content: DraftContent, bill: Bill, edits: BillEdits): DraftContent {
  const { total, lines } = sumOf(bill, edits);
  const whole = total > 0 ? total : lines;
  const currency = content.amount?.currency ?? "VND";
  const parts = partsOf(editedLines(bill, edits), whole);
  if (parts.length === 0) return withTotal(content, whole);
  return withParts(
    content,
    parts.map((part) => ({
      amount: { amount: part.amount, currency }, category_id: part.category_id, jar_id: part.jar_id, note: part.names.join(", ").slice(0, NOTE_LENGTH),
    })),
  );
}
