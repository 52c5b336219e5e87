import type { PersistedClient, Persister } from "@tanstack/react-query-persist-client";
import { openDB, type IDBPDatabase } from "idb";

const NAME = "heo-cache";
const PAUSE_MS = 300;

type KeptQuery = PersistedClient["clientState"]["queries"][number];

/** What could not be read again is still what was last read. */
function asRead(query: KeptQuery): KeptQuery {
  return { ...query, state: { ...query.state, status: "success", error: null, fetchStatus: "idle" } };
}

/** Shown at once and read again: what happened just before the page was left may not have reached the device any more. */
function asOld(query: KeptQuery): KeptQuery {
  return { ...query, state: { ...query.state, isInvalidated: true } };
}

/** Whatever has been read once is worth keeping, also when the last try failed. */
export function isWorthKeeping(query: { readonly state: { readonly data: unknown } }): boolean {
  return query.state.data !== undefined && query.state.data !== null;
}

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
      newest = { ...client, clientState: { ...client.clientState, queries: client.clientState.queries.map(asRead) } };
      timer ??= setTimeout(() => void write(), PAUSE_MS);
    },
    restoreClient: async () => {
      const kept = (await (await open()).get("cache", "client")) as PersistedClient | undefined;
      return kept && { ...kept, clientState: { ...kept.clientState, queries: kept.clientState.queries.map(asOld) } };
    },
    removeClient: async () => {
      newest = undefined;
      await (await open()).delete("cache", "client");
    },
  };
}
