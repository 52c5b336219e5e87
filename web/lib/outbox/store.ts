import { openDB, type DBSchema, type IDBPDatabase } from "idb";
import type { KeptWrite, Write } from "./model";

interface Shape extends DBSchema {
  writes: { key: number; value: Write };
}

/** The queue's durable half. */
export interface WriteStore {
  add(write: Write): Promise<KeptWrite>;
  remove(place: number): Promise<void>;
  all(): Promise<KeptWrite[]>;
  clear(): Promise<void>;
}

export class IndexedDbWrites implements WriteStore {
  private opened: Promise<IDBPDatabase<Shape>> | undefined;

  constructor(private readonly name: string = "heo-outbox") {}

  private db(): Promise<IDBPDatabase<Shape>> {
    this.opened ??= openDB<Shape>(this.name, 1, {
      upgrade: (db) => void db.createObjectStore("writes", { autoIncrement: true }),
    });
    return this.opened;
  }

  async add(write: Write): Promise<KeptWrite> {
    const place = await (await this.db()).add("writes", write);
    return { ...write, place };
  }

  async remove(place: number): Promise<void> {
    await (await this.db()).delete("writes", place);
  }

  async all(): Promise<KeptWrite[]> {
    const transaction = (await this.db()).transaction("writes");
    const [places, writes] = await Promise.all([transaction.store.getAllKeys(), transaction.store.getAll()]);
    return writes.map((write, index) => ({ ...write, place: places[index]! }));
  }

  async clear(): Promise<void> {
    await (await this.db()).clear("writes");
  }
}
