import type { Understood } from "@/lib/api/schema";

export interface Leftover {
  /** What goes back into the line. */
  readonly line: string;
  /** What to say of it. */
  readonly note: "nothing" | "rest" | null;
}

/** What is left of a sentence after it was read: all of it when nothing was found, or the end that was too much at once. */
export function leftover(text: string, { drafts, unread }: Pick<Understood, "drafts" | "unread">): Leftover {
  if (drafts.length === 0) return { line: text, note: "nothing" };
  return unread ? { line: unread, note: "rest" } : { line: "", note: null };
}
