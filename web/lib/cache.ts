import type { PersistedClient, Persister } from "@tanstack/react-query-persist-client";
import { openDB, type IDBPDatabase } from "idb";

const NAME = "heo-cache";
const PAUSE_MS = 800;

function open(): Promise<IDBPDatabase> {
  return openDB(NAME, 1, { upgrade: (db) => void db.createObjectStore("cache") });
}

/** What was last read, kept on the device so that the page opens without a network. Cleared on sign-out. */
export function keptCache(): Persister {
  let newest: PersistedClient | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const write = async () => {
    timer = undefined;
    if (newest) await (await open()).put("cache", newest, "client");
  };
  return {
    persistClient: (client) => {
      newest = client;
      timer ??= setTimeout(() => void write(), PAUSE_MS);
    },
    restoreClient: async () => (await (await open()).get("cache", "client")) as PersistedClient | undefined,
    removeClient: async () => {
      newest = undefined;
      await (await open()).delete("cache", "client");
    },
  };
}
