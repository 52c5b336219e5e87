"use client";

import { useSearchParams } from "next/navigation";
import { useCallback } from "react";

/** State in the URL. Written with the History API: the page itself is the same, so nothing need be fetched. */
export function useUrl() {
  const params = useSearchParams();
  const set = useCallback((changes: Readonly<Record<string, string | null>>, how: "push" | "replace" = "replace") => {
    const next = new URLSearchParams(window.location.search);
    for (const [name, value] of Object.entries(changes)) {
      if (value) next.set(name, value);
      else next.delete(name);
    }
    const text = next.toString();
    const url = text ? `?${text}` : window.location.pathname;
    if (how === "push") window.history.pushState(null, "", url);
    else window.history.replaceState(null, "", url);
  }, []);
  const get = useCallback((name: string) => params.get(name) ?? "", [params]);
  return { get, set };
}
