import type { Write } from "@/lib/outbox/model";
import { Outbox } from "@/lib/outbox/outbox";
import { IndexedDbWrites } from "@/lib/outbox/store";
import { requestAsSignedIn } from "./session";

function send(write: Write): Promise<unknown> {
  return requestAsSignedIn(write.method, write.path, write.body ?? undefined);
}

/** Two tabs share one queue: only one of them sends at a time. */
function oneTabAtATime<T>(work: () => Promise<T>): Promise<T> {
  return "locks" in navigator ? (navigator.locks.request("heo-outbox", work) as Promise<T>) : work();
}

let made: Outbox | undefined;

/** The page's queue of writes; there is one a tab. */
export function outbox(): Outbox {
  made ??= new Outbox(new IndexedDbWrites(), send, oneTabAtATime);
  return made;
}
