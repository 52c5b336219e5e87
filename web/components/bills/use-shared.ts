"use client";

import { useEffect } from "react";
import { takeShared } from "@/lib/bills/shared";
import { useUrl } from "@/lib/use-url";

/** What another app shared with Heo: pictures are read, words go into the line. */
export function useShared(onFiles: ((files: readonly File[]) => void) | null, onText: (text: string) => void): void {
  const { get, set } = useUrl();
  const shared = get("shared");
  useEffect(() => {
    if (!shared || !onFiles || !("caches" in window)) return;
    set({ shared: null });
    void takeShared(caches).then(({ files, text }) => {
      if (files.length > 0) onFiles(files);
      else if (text) onText(text);
    });
  }, [shared, onFiles, onText, set]);
}
