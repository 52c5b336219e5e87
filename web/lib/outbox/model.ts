import type { Money } from "@/lib/api/schema";
import type { Method } from "@/lib/api/client";

/** What a write is, so that the page can show it while it waits. */
export type WriteKind =
  | "say" | "draft_edit" | "confirm" | "discard" | "restore" | "answer"
  | "record" | "edit" | "void" | "jar_move" | "jar" | "jar_rule" | "account" | "plan"
  | "household" | "member" | "alerts_read" | "forget" | "voice" | "bill" | "evidence";

/** How a waiting write looks as a row. */
export interface Preview {
  readonly text: string;
  readonly amount: Money | null;
}

/** A picture or a clip that waits with its write; `id` is its evidence id for ever. */
export interface KeptFile {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly blob: Blob;
}

/** One write, kept on this device before it is sent. `id` is its request_id for ever: sent twice, it still happens once. */
export interface Write {
  readonly id: string;
  readonly userId: string;
  readonly householdId: string;
  readonly kind: WriteKind;
  readonly method: Method;
  readonly path: string;
  readonly body: Readonly<Record<string, unknown>> | null;
  readonly createdAt: number;
  readonly previews?: readonly Preview[];
  readonly files?: readonly KeptFile[];
}

export interface KeptWrite extends Write {
  /** Its place in the queue. */
  readonly place: number;
}

/** Waiting time before the next try, in milliseconds: doubles from one second to half a minute. */
export function backOff(tries: number): number {
  return Math.min(30_000, 1000 * 2 ** Math.min(tries, 5));
}
