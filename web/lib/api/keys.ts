/** Names of what is kept in the cache. Everything of a household begins with ["h", id]. */
export const keys = {
  session: ["session"] as const,
  household: (id: string) => ["h", id] as const,
  of: (id: string, noun: Noun, ...rest: readonly unknown[]) => ["h", id, noun, ...rest] as const,
};

export type Noun =
  | "household" | "accounts" | "jars" | "jar-rule" | "drafts" | "questions" | "transactions" | "transaction"
  | "heard" | "readings" | "reading" | "bill-edits" | "keeping"
  | "plans" | "reports" | "alerts" | "members" | "invitations" | "memories" | "verification";

/** What a ledger event makes stale. */
const AFTER_MONEY: readonly Noun[] = ["transactions", "transaction", "jars", "accounts", "plans", "reports", "drafts"];

export const STALE_AFTER: Readonly<Record<string, readonly Noun[]>> = {
  transaction_posted: AFTER_MONEY,
  transaction_voided: AFTER_MONEY,
  draft_changed: ["drafts", "readings", "reading"],
  account_changed: ["accounts", "jars", "jar-rule", "reports", "plans"],
  plan_changed: ["plans", "reports"],
  household_changed: ["household", "members", "invitations", "reports", "plans", "jar-rule", "jars"],
  resync: [...AFTER_MONEY, "jar-rule", "household", "members", "alerts", "memories", "readings", "reading"],
};
