"use client";

import { ReceiptText } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";

/** Files may be dropped anywhere on the page, and pasted anywhere but over words that are being pasted into a field. */
export function DropZone({ onFiles }: { readonly onFiles: (files: readonly File[]) => void }) {
  const t = useTranslations("bills");
  const over = useDrop(onFiles);
  usePaste(onFiles);
  if (!over) return null;
  return (
    <div data-drop className="fade pointer-events-none fixed inset-3 z-[65] grid place-items-center rounded-[2rem] border-4 border-dashed border-clay bg-[color-mix(in_oklch,var(--paper)_88%,transparent)]">
      <div className="grid justify-items-center gap-2 text-center">
        <ReceiptText aria-hidden className="size-14 text-clay" />
        <p className="text-title font-bold">{t("drop")}</p>
        <p className="text-soft">{t("drop_hint")}</p>
      </div>
    </div>
  );
}

const carriesFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes("Files") ?? false;

/** Is something that can be dropped held over the page? */
function useDrop(onFiles: (files: readonly File[]) => void): boolean {
  const [over, setOver] = useState(false);
  useEffect(() => {
    let depth = 0;
    const enter = (event: DragEvent) => {
      if (!carriesFiles(event)) return;
      depth += 1;
      setOver(true);
    };
    const leave = (event: DragEvent) => {
      if (!carriesFiles(event)) return;
      depth = Math.max(0, depth - 1);
      if (depth === 0) setOver(false);
    };
    // Without this the browser would leave the page and open the file.
    const hold = (event: DragEvent) => carriesFiles(event) && event.preventDefault();
    const drop = (event: DragEvent) => {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      depth = 0;
      setOver(false);
      onFiles([...(event.dataTransfer?.files ?? [])]);
    };
    const events = { dragenter: enter, dragleave: leave, dragover: hold, drop } as const;
    for (const [name, heard] of Object.entries(events)) window.addEventListener(name, heard as EventListener);
    return () => {
      for (const [name, heard] of Object.entries(events)) window.removeEventListener(name, heard as EventListener);
    };
  }, [onFiles]);
  return over;
}

function usePaste(onFiles: (files: readonly File[]) => void): void {
  useEffect(() => {
    const paste = (event: ClipboardEvent) => {
      const files = [...(event.clipboardData?.files ?? [])];
      // A table program puts a picture of the words beside the words: whoever pastes into a field wants the words.
      if (files.length === 0 || event.clipboardData?.types.includes("text/plain")) return;
      event.preventDefault();
      onFiles(files);
    };
    window.addEventListener("paste", paste);
    return () => window.removeEventListener("paste", paste);
  }, [onFiles]);
}
