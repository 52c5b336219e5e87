"use client";

import { useSyncExternalStore } from "react";

/** How much of each upload has gone, 0 to 1, by the id of its write. */
const shares = new Map<string, number>();
const listeners = new Set<() => void>();

export function tellShare(id: string, share: number | null): void {
  if (share === null) shares.delete(id);
  else shares.set(id, share);
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Undefined while it has not begun. */
export function useShare(id: string): number | undefined {
  return useSyncExternalStore(subscribe, () => shares.get(id), () => undefined);
}
