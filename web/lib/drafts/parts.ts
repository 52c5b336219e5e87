import type { DraftContent, DraftPart } from "@/lib/api/schema";
import { spread } from "@/lib/bills/split";

export function partsIn(content: DraftContent): readonly DraftPart[] {
  return content.parts ?? [];
}

/** The content with these parts: brothers of one category and jar become one, a lone part is no split, and the amount is their sum. */
export function withParts(content: DraftContent, parts: readonly DraftPart[]): DraftContent {
  const merged: DraftPart[] = [];
  for (const part of parts) {
    const at = merged.findIndex((one) => one.category_id === part.category_id && one.jar_id === part.jar_id);
    const other = merged[at];
    if (other) merged[at] = joined(other, part);
    else merged.push(part);
  }
  const first = merged[0];
  if (!first) return content;
  const amount = { amount: merged.reduce((sum, part) => sum + part.amount.amount, 0), currency: first.amount.currency };
  if (merged.length === 1) return { ...content, amount, parts: [], category_id: first.category_id, jar_id: first.jar_id };
  return { ...content, amount, parts: merged, category_id: null, jar_id: null };
}

const LONGEST_NOTE = 500;

function joined(one: DraftPart, other: DraftPart): DraftPart {
  const note = [one.note, other.note].filter(Boolean).join(", ").slice(0, LONGEST_NOTE);
  return { ...one, note, amount: { ...one.amount, amount: one.amount.amount + other.amount.amount } };
}

/** One part put right: the total follows. */
export function withPart(content: DraftContent, place: number, change: Partial<DraftPart>): DraftContent {
  return withParts(content, partsIn(content).map((part, index) => (index === place ? { ...part, ...change } : part)));
}

/** The total put right: the parts follow in their proportions, and nothing is lost. */
export function withTotal(content: DraftContent, total: number): DraftContent {
  const parts = partsIn(content);
  if (parts.length === 0) return { ...content, amount: { amount: total, currency: content.amount?.currency ?? "VND" } };
  const amounts = spread(parts.map((part) => part.amount.amount), total);
  return withParts(content, parts.map((part, index) => ({ ...part, amount: { ...part.amount, amount: amounts[index]! } })).filter((part) => part.amount.amount > 0));
}
