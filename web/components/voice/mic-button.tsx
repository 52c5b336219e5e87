"use client";

import { Mic, Square } from "lucide-react";
import { useTranslations } from "next-intl";
import { cn } from "@/lib/classes";
import { useHold } from "./use-hold";
import { useListener, useVoiceState } from "./voice-context";

/** The microphone: hold it and speak, or tap it, speak, and tap again. */
export function MicButton({ className }: { readonly className?: string }) {
  const t = useTranslations("voice");
  const listener = useListener();
  const { phase } = useVoiceState();
  const on = phase === "asking" || phase === "listening";
  const hold = useHold({ listener });
  return (
    <button
      type="button"
      {...hold}
      disabled={phase === "reading"}
      aria-label={on ? t("stop") : t("speak")}
      aria-keyshortcuts="Alt+M"
      title={`${on ? t("stop") : t("speak_hint")} (Alt+M)`}
      data-mic={phase}
      className={cn(
        "grid size-11 shrink-0 touch-none place-items-center rounded-full bg-clay-wash text-clay-strong select-none [-webkit-touch-callout:none] hover:bg-[color-mix(in_oklch,var(--clay-wash),var(--clay)_10%)] active:scale-95 disabled:opacity-50",
        on && "bg-clay text-on-clay hover:bg-clay-strong",
        className,
      )}
    >
      {on ? <Square aria-hidden className="size-4 fill-current" /> : <Mic aria-hidden className="size-6" />}
    </button>
  );
}
