import type { Draft, DraftContent, DraftField, TransactionKind } from "@/lib/api/schema";
import { partsIn } from "./parts";

/** The pieces that a kind of transaction has, in the order they are shown. */
const PIECES: Readonly<Record<TransactionKind, readonly DraftField[]>> = {
  expense: ["category", "jar", "account", "valid_date", "person", "note"],
  refund: ["category", "jar", "account", "valid_date", "person", "note"],
  income: ["category", "account", "valid_date", "person", "note"],
  transfer: ["account", "counter_account", "valid_date", "note"],
  jar_move: ["jar", "counter_jar", "valid_date", "note"],
  loan_out: ["person", "account", "counter_account", "valid_date", "note"],
  loan_in: ["person", "account", "counter_account", "valid_date", "note"],
  loan_back: ["person", "account", "counter_account", "valid_date", "note"],
  loan_repay: ["person", "account", "counter_account", "valid_date", "note"],
  exchange: ["account", "counter_account", "valid_date", "note"],
  opening: ["account", "valid_date", "note"],
};

export function piecesOf(content: DraftContent): readonly DraftField[] {
  const pieces = PIECES[content.kind ?? "expense"];
  return partsIn(content).length > 0 ? pieces.filter((field) => field !== "category" && field !== "jar") : pieces;
}

/** What a person must still say before it can be recorded. */
export function missingIn(content: DraftContent): DraftField[] {
  const missing: DraftField[] = [];
  if (!content.kind) missing.push("kind");
  if (!content.amount) missing.push("amount");
  if (!content.valid_date) missing.push("valid_date");
  const kind = content.kind ?? "expense";
  if (kind !== "jar_move" && !content.account_id) missing.push("account");
  if (["expense", "income", "refund"].includes(kind) && !hasCategory(content)) missing.push("category");
  if (kind === "transfer" && !content.counter_account_id) missing.push("counter_account");
  if (kind === "jar_move" && !content.jar_id) missing.push("jar");
  if (kind === "jar_move" && !content.counter_jar_id) missing.push("counter_jar");
  return missing;
}

function hasCategory(content: DraftContent): boolean {
  const parts = partsIn(content);
  return parts.length > 0 ? parts.every((part) => part.category_id) : !!content.category_id;
}

/** Newest sentence first; within a sentence the order in which it was said. */
export function inOrder(drafts: readonly Draft[]): Draft[] {
  const said = (draft: Draft) => Math.min(...draft.evidence.filter((one) => one.end > one.start).map((one) => one.start), 9999);
  const when = (draft: Draft) => draft.create_time.slice(0, 19);
  return [...drafts].sort((a, b) =>
    a.source_text === b.source_text ? amountAt(a) - amountAt(b) || said(a) - said(b) : when(b).localeCompare(when(a)),
  );
}

function amountAt(draft: Draft): number {
  return draft.evidence.find((one) => one.field === "amount")?.start ?? 9999;
}

/** Does money come in (1), go out (−1), or stay in the house (0)? */
export function direction(kind: TransactionKind | null | undefined): -1 | 0 | 1 {
  if (kind === "income" || kind === "refund" || kind === "loan_in" || kind === "loan_back") return 1;
  if (kind === "expense" || kind === "loan_out" || kind === "loan_repay") return -1;
  return 0;
}
