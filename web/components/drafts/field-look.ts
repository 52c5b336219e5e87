import type { DraftField } from "@/lib/api/schema";

/** Each field's colour under its words. The colour only helps: the piece says its name to a screen reader and opens on a tap. */
const LOOK: Partial<Record<DraftField, string>> = {
  amount: "decoration-[var(--clay)]",
  valid_date: "decoration-[var(--jar-indigo)]",
  category: "decoration-[var(--jar-jade)]",
  account: "decoration-[var(--jar-teal)]",
  counter_account: "decoration-[var(--jar-teal)]",
  jar: "decoration-[var(--jar-marigold)]",
  counter_jar: "decoration-[var(--jar-marigold)]",
  person: "decoration-[var(--jar-lotus)]",
};

export function fieldLook(field: DraftField): string {
  return LOOK[field] ?? "decoration-[var(--jar-stone)]";
}
