"use client";

import { createContext, useContext, useSyncExternalStore } from "react";
import { IDLE, type Listener, type VoiceState } from "@/lib/voice/session";

export const VoiceContext = createContext<Listener | null>(null);

/** Whoever listens on this page. */
export function useListener(): Listener {
  const listener = useContext(VoiceContext);
  if (!listener) throw new Error("This part of the page needs somebody who listens.");
  return listener;
}

export function useVoiceState(): VoiceState {
  const listener = useListener();
  return useSyncExternalStore(listener.subscribe, listener.snapshot, () => IDLE);
}
