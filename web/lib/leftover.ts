import type { Understood } from "@/lib/api/schema";
import type { Write } from "@/lib/outbox/model";

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

/** The same of a sentence that waited on this device; nothing of any other write. */
export function leftoverOf({ kind, body }: Pick<Write, "kind" | "body">, data: unknown): Leftover {
  return kind === "say" ? leftover(String(body?.text ?? ""), data as Understood) : { line: "", note: null };
}
