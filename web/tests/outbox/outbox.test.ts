import { beforeEach, describe, expect, it, vi } from "vitest";
import { Problem, Unreachable } from "@/lib/api/problem";
import type { KeptWrite, Write } from "@/lib/outbox/model";
import { Outbox, type Send } from "@/lib/outbox/outbox";
import { IndexedDbWrites, type WriteStore } from "@/lib/outbox/store";

const write = (id: string): Write => ({
  id, userId: "u", householdId: "h", kind: "say", method: "POST", path: "/x", body: { request_id: id }, createdAt: 0,
});
const offline: Send = () => Promise.reject(new Unreachable("no network"));

class InMemory implements WriteStore {
  private readonly rows = new Map<number, Write>();
  private next = 1;
  async add(one: Write): Promise<KeptWrite> {
    this.rows.set(this.next, one);
    return { ...one, place: this.next++ };
  }
  async remove(place: number): Promise<void> {
    this.rows.delete(place);
  }
  async all(): Promise<KeptWrite[]> {
    return [...this.rows].map(([place, one]) => ({ ...one, place }));
  }
  async clear(): Promise<void> {
    this.rows.clear();
  }
}

describe.each([["in memory", () => new InMemory()], ["in IndexedDB", () => new IndexedDbWrites()]] as const)("the store %s", (_name, make) => {
  it("keeps writes in their order and forgets those that are done", async () => {
    const store = make();
    await store.clear();
    const first = await store.add(write("a"));
    await store.add(write("b"));
    expect((await store.all()).map((one) => one.id)).toEqual(["a", "b"]);
    await store.remove(first.place);
    expect((await store.all()).map((one) => one.id)).toEqual(["b"]);
  });
});

describe("the outbox", () => {
  let store: WriteStore;
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    store = new InMemory();
  });

  it("keeps a write before it sends it", async () => {
    const seen: number[] = [];
    const box = new Outbox(store, async () => seen.push((await store.all()).length));
    expect((await box.submit(write("a"))).state).toBe("sent");
    expect(seen).toEqual([1]);
    expect(await store.all()).toEqual([]);
  });

  it("says at once that a write is kept when there is no network, and sends it later, once, in order", async () => {
    const sent: string[] = [];
    let reachable = false;
    const box = new Outbox(store, (one) => (reachable ? Promise.resolve(sent.push(one.id)) : offline(one)));
    expect(await box.submit(write("a"))).toEqual({ state: "kept" });
    expect(await box.submit(write("b"))).toEqual({ state: "kept" });
    expect(box.stuck()).toBe(true);
    reachable = true;
    await box.flush();
    expect(sent).toEqual(["a", "b"]);
    expect(box.snapshot()).toEqual([]);
  });

  it("tries again by itself", async () => {
    let tries = 0;
    const box = new Outbox(store, () => (++tries < 3 ? offline(write("a")) : Promise.resolve(null)));
    await box.submit(write("a"));
    await vi.advanceTimersByTimeAsync(1000);
    await vi.advanceTimersByTimeAsync(2000);
    expect(tries).toBe(3);
    expect(box.snapshot()).toEqual([]);
  });

  it("does not keep what was refused, and goes on with the next", async () => {
    const refusal = new Problem(409, { reason: "VERSION_STALE" });
    const box = new Outbox(store, (one) => (one.id === "a" ? Promise.reject(refusal) : Promise.resolve("fine")));
    const first = box.submit(write("a"));
    const second = box.submit(write("b"));
    await expect(first).rejects.toBe(refusal);
    expect(await second).toEqual({ state: "sent", data: "fine" });
    expect(await store.all()).toEqual([]);
  });

  it("keeps writes of somebody who must sign in again", async () => {
    const box = new Outbox(store, () => Promise.reject(new Problem(401, {})));
    expect(await box.submit(write("a"))).toEqual({ state: "kept" });
    expect(await store.all()).toHaveLength(1);
  });

  it("sends what an earlier visit left, and tells", async () => {
    await store.add(write("a"));
    const arrived = vi.fn();
    const box = new Outbox(store, () => Promise.resolve(null));
    box.onSettled(arrived, vi.fn());
    await box.load();
    expect(arrived).toHaveBeenCalledOnce();
  });
});
