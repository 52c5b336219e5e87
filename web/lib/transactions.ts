import type { Money, Transaction, TransactionContent } from "@/lib/api/schema";

/** What a transaction amounts to: the sum of its parts. */
export function totalOf(content: TransactionContent): Money {
  const first = content.splits[0]!.amount;
  return { amount: content.splits.reduce((sum, split) => sum + split.amount.amount, 0), currency: first.currency };
}

export interface DayGroup {
  readonly day: string;
  readonly rows: readonly Transaction[];
  /** Spending minus refunds of the day, positive. */
  readonly spent: Money;
}

/** A line of the virtual list: the head of a day, or one transaction. */
export type Line = { readonly type: "day"; readonly group: DayGroup } | { readonly type: "row"; readonly row: Transaction };

export function linesOf(transactions: readonly Transaction[]): Line[] {
  const days = new Map<string, Transaction[]>();
  for (const row of transactions) {
    const day = row.content.valid_date;
    days.set(day, [...(days.get(day) ?? []), row]);
  }
  return [...days].flatMap(([day, rows]) => [
    { type: "day", group: { day, rows, spent: spentOf(rows) } } as const,
    ...rows.map((row) => ({ type: "row", row }) as const),
  ]);
}

function spentOf(rows: readonly Transaction[]): Money {
  const counted = rows.filter((row) => !row.voided);
  const sign = { expense: 1, refund: -1 } as Readonly<Record<string, number>>;
  const amount = counted.reduce((sum, row) => sum + (sign[row.content.kind] ?? 0) * totalOf(row.content).amount, 0);
  return { amount, currency: rows[0]!.content.splits[0]!.amount.currency };
}

/** What changed between two versions, by field name. */
export function changedFields(before: TransactionContent, after: TransactionContent): string[] {
  const changed: string[] = [];
  if (totalOf(before).amount !== totalOf(after).amount) changed.push("amount");
  if (before.valid_date !== after.valid_date) changed.push("valid_date");
  if (before.splits.map((one) => one.category_id).join() !== after.splits.map((one) => one.category_id).join()) changed.push("category");
  if (before.account_id !== after.account_id) changed.push("account");
  if (before.splits.map((one) => one.jar_id).join() !== after.splits.map((one) => one.jar_id).join()) changed.push("jar");
  if (before.note !== after.note || before.splits.map((one) => one.note).join() !== after.splits.map((one) => one.note).join()) changed.push("note");
  if (before.person !== after.person) changed.push("person");
  return changed;
}
