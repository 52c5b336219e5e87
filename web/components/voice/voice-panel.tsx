"use client";

import { Check, Ear, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { cn } from "@/lib/classes";
import { SURE } from "@/lib/voice/words";
import type { VoiceState } from "@/lib/voice/session";
import { LevelMeter } from "./level-meter";
import { TroubleView } from "./trouble-view";
import { useListener, useVoiceState } from "./voice-context";

/** What is going on while Heo listens: the words as they come, how loud it is, how to end. */
export function VoicePanel({ onType }: { readonly onType: () => void }) {
  const t = useTranslations("voice");
  const state = useVoiceState();
  if (state.phase === "idle") return null;
  return (
    <section
      aria-label={t("panel")}
      data-voice={state.phase}
      className={cn(
        "rise fixed inset-x-2 bottom-[calc(5.5rem+env(safe-area-inset-bottom))] z-40 rounded-[1.75rem] border-2 border-clay bg-card p-4 shadow-lift",
        "md:inset-x-auto md:top-24 md:bottom-auto md:left-[calc(50%+2.75rem)] md:w-[34rem] md:-translate-x-1/2 md:p-5",
        state.phase === "trouble" && "border-line",
      )}
    >
      {state.phase === "trouble" ? <TroubleView onType={onType} /> : <Listening state={state} />}
    </section>
  );
}

function Listening({ state }: { readonly state: VoiceState }) {
  const t = useTranslations("voice");
  const listener = useListener();
  const { phase, hold } = state;
  const status = phase === "listening" ? (hold ? t("listening_hold") : t("listening_tap")) : phase === "asking" ? t("asking") : t("reading");
  return (
    <div className="grid gap-3">
      <p role="status" className="flex min-h-6 items-center gap-2 text-small font-semibold text-soft">
        <Ear aria-hidden className={cn("size-5 text-clay", phase !== "listening" && "breathe")} />
        {status}
      </p>
      <Words state={state} />
      {phase === "reading" ? null : (
        <div className="flex items-center gap-3">
          <Button look="quiet" size="icon" className="size-12 rounded-full" aria-label={t("cancel")} aria-keyshortcuts="Escape" onClick={listener.cancel}>
            <X aria-hidden />
          </Button>
          <LevelMeter listener={listener} />
          <Button size="icon" className="size-14 rounded-full" aria-label={t("stop")} aria-keyshortcuts="Alt+M" onClick={listener.finish}>
            <Check aria-hidden className="!size-7" />
          </Button>
        </div>
      )}
      <p className="text-small text-soft">{t("check_amounts")}</p>
    </div>
  );
}

/** The words so far; doubtful ones are underlined already. */
function Words({ state }: { readonly state: VoiceState }) {
  const t = useTranslations("voice");
  if (!state.text) return <p className="min-h-16 text-lead text-soft">{t("example")}</p>;
  const words = state.words.length > 0 ? state.words : [{ text: state.text, confidence: 1 }];
  return (
    <p data-testid="live-words" className="line-clamp-4 min-h-16 text-[1.375rem] leading-8 font-semibold">
      {words.map((word, place) => (
        <span key={place}>
          {place > 0 ? " " : ""}
          <span className={cn("fade", word.confidence < SURE && "doubtful")}>{word.text}</span>
        </span>
      ))}
    </p>
  );
}
