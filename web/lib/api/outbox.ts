import type { Write } from "@/lib/outbox/model";
import { Outbox, type Send } from "@/lib/outbox/outbox";
import { IndexedDbWrites } from "@/lib/outbox/store";
import { sendPictures } from "./pictures";
import { requestAsSignedIn } from "./session";
import { sendClip } from "./voice";

function send(write: Write): Promise<unknown> {
  return requestAsSignedIn(write.method, write.path, write.body ?? undefined);
}

/** Two tabs share one queue: only one of them sends at a time. */
function alone(name: string): <T>(work: () => Promise<T>) => Promise<T> {
  return (work) => ("locks" in navigator ? (navigator.locks.request(name, work) as ReturnType<typeof work>) : work());
}

const made = new Map<string, Outbox>();

function lane(name: string, how: Send): Outbox {
  const known = made.get(name) ?? new Outbox(new IndexedDbWrites(name), how, alone(name));
  made.set(name, known);
  return known;
}

/** The page's queue of writes; there is one a tab. */
export function outbox(): Outbox {
  return lane("heo-outbox", send);
}

/** Clips wait in a queue of their own: while nobody listens, what was typed goes on. */
export function clips(): Outbox {
  return lane("heo-clips", sendClip);
}

/** Pictures too: a large one on a slow line holds up nothing. */
export function pictures(): Outbox {
  return lane("heo-pictures", sendPictures);
}

/** All queues, for what concerns everything that waits on this device. */
export function lanes(): readonly Outbox[] {
  return [outbox(), clips(), pictures()];
}
