"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { keys, STALE_AFTER, type Noun } from "./keys";
import { lanes } from "./outbox";
import type { AlertEvent, LedgerEvent } from "./schema";

const GATHER_MS = 120;
const REOPEN_MS = 4000;

/** Hears what happens in the household and reads again what that made stale, several events at once. */
export function useLiveHousehold(householdId: string, onAlert: (event: AlertEvent) => void): void {
  const client = useQueryClient();
  useEffect(() => {
    const stale = new Set<Noun>();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const readAgain = (nouns: readonly Noun[]) => {
      for (const noun of nouns) stale.add(noun);
      timer ??= setTimeout(() => {
        timer = undefined;
        for (const noun of stale) void client.invalidateQueries({ queryKey: keys.of(householdId, noun) });
        stale.clear();
      }, GATHER_MS);
    };
    const close = openStream(`/api/v1/households/${householdId}/stream`, {
      ledger: (event) => readAgain(event.kinds.flatMap((kind) => STALE_AFTER[kind] ?? [])),
      alert: (event) => {
        readAgain(["alerts"]);
        onAlert(event);
      },
      back: () => {
        // What happened meanwhile may be more than the stream remembers.
        void client.invalidateQueries({ queryKey: keys.household(householdId) });
        for (const one of lanes()) void one.flush();
      },
    });
    return () => {
      clearTimeout(timer);
      close();
    };
  }, [client, householdId, onAlert]);
}

interface Heard {
  readonly ledger: (event: LedgerEvent) => void;
  readonly alert: (event: AlertEvent) => void;
  readonly back: () => void;
}

/** An EventSource that also comes back after an answer that is no stream, which the browser takes for final. */
function openStream(url: string, heard: Heard): () => void {
  let source: EventSource;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let broken = false;
  const open = () => {
    source = new EventSource(url);
    source.addEventListener("ledger", (event: MessageEvent<string>) => heard.ledger(JSON.parse(event.data) as LedgerEvent));
    source.addEventListener("alert", (event: MessageEvent<string>) => heard.alert(JSON.parse(event.data) as AlertEvent));
    source.onerror = () => {
      broken = true;
      if (source.readyState === EventSource.CLOSED) timer = setTimeout(open, REOPEN_MS);
    };
    source.onopen = () => {
      if (broken) heard.back();
      broken = false;
    };
  };
  open();
  return () => {
    clearTimeout(timer);
    source.close();
  };
}
