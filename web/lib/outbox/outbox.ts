import { Problem, Unreachable } from "@/lib/api/problem";
import { backOff, type KeptWrite, type Write } from "./model";
import type { WriteStore } from "./store";

/** What became of a write: the backend answered, or it waits on this device. */
export type Outcome<T> = { readonly state: "sent"; readonly data: T } | { readonly state: "kept" };

export type Send = (write: Write) => Promise<unknown>;

interface Waiter {
  readonly resolve: (outcome: Outcome<unknown>) => void;
  readonly reject: (problem: Problem) => void;
}

/** A queue of writes in the order they were made. Kept first, sent second; sent again until the backend has answered. */
export class Outbox {
  private waiting: readonly KeptWrite[] = [];
  private readonly waiters = new Map<string, Waiter>();
  private readonly listeners = new Set<() => void>();
  private running: Promise<void> | undefined;
  private tries = 0;
  private held = false;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private refused: ((write: Write, problem: Problem) => void) | undefined;
  private arrived: ((write: Write, data: unknown) => void) | undefined;

  constructor(
    private readonly store: WriteStore,
    private readonly send: Send,
    private readonly lock: <T>(work: () => Promise<T>) => Promise<T> = (work) => work(),
  ) {}

  /** Told of writes that were settled after their page had gone: nobody else waits for them. */
  onSettled(arrived: (write: Write, data: unknown) => void, refused: (write: Write, problem: Problem) => void): void {
    this.arrived = arrived;
    this.refused = refused;
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  snapshot = (): readonly KeptWrite[] => this.waiting;

  /** Is the backend out of reach, as far as the last try could tell? */
  stuck = (): boolean => this.held;

  /** Keeps the write, then sends it. Rejects with `Problem` when it was refused; what is refused is not kept. */
  async submit<T>(write: Write): Promise<Outcome<T>> {
    const kept = await this.store.add(write);
    this.change([...this.waiting, kept]);
    const settled = new Promise<Outcome<unknown>>((resolve, reject) => this.waiters.set(write.id, { resolve, reject }));
    void this.flush();
    return settled as Promise<Outcome<T>>;
  }

  /** Reads what an earlier visit left. */
  async load(): Promise<void> {
    this.change(await this.store.all());
    await this.flush();
  }

  async clear(): Promise<void> {
    await this.store.clear();
    this.change([]);
  }

  /** Sends what waits, in order, until all is sent or the backend cannot be reached. */
  flush(): Promise<void> {
    clearTimeout(this.timer);
    this.held = false;
    this.running ??= this.lock(() => this.drain()).finally(() => {
      this.running = undefined;
      // One that came between the last look and here.
      if (this.waiting.length > 0 && !this.held) void this.flush();
    });
    return this.running;
  }

  private async drain(): Promise<void> {
    for (let next = this.waiting[0]; next; next = this.waiting[0]) {
      if (!(await this.sendOne(next))) return;
    }
  }

  private async sendOne(write: KeptWrite): Promise<boolean> {
    const waiter = this.waiters.get(write.id);
    try {
      const data = await this.send(write);
      this.tries = 0;
      await this.settle(write);
      if (waiter) waiter.resolve({ state: "sent", data });
      else this.arrived?.(write, data);
    } catch (failure) {
      if (!(failure instanceof Problem) || failure.status === 401) return this.hold(failure);
      await this.settle(write);
      if (waiter) waiter.reject(failure);
      else this.refused?.(write, failure);
    }
    return true;
  }

  private hold(failure: unknown): false {
    this.held = true;
    // Nobody waits on a promise for a network to come back: the rows show a cloud instead.
    for (const waiter of this.waiters.values()) waiter.resolve({ state: "kept" });
    this.waiters.clear();
    if (failure instanceof Unreachable) {
      this.timer = setTimeout(() => void this.flush(), backOff(this.tries));
      this.tries += 1;
    }
    this.change(this.waiting);
    return false;
  }

  private async settle(write: KeptWrite): Promise<void> {
    await this.store.remove(write.place);
    this.waiters.delete(write.id);
    this.change(this.waiting.filter((other) => other.place !== write.place));
  }

  private change(waiting: readonly KeptWrite[]): void {
    this.waiting = waiting;
    for (const listener of this.listeners) listener();
  }
}
