"use client";

import { useCallback, useEffect, useMemo, useRef, type ReactNode } from "react";
import { useSay } from "@/components/quick/use-say";
import { useEarPreference } from "@/lib/preferences";
import { Dictation, dictationOf } from "@/lib/voice/dictation";
import { VoiceSession } from "@/lib/voice/session";
import type { Trouble } from "@/lib/voice/trouble";
import { useWorld } from "./use-world";
import { VoiceContext } from "./voice-context";

interface Props {
  /** What was heard and is no spending: it goes into the line, to be put right by hand. */
  readonly onText: (text: string) => void;
  readonly children: ReactNode;
}

/** One pair of ears for the whole page. */
export function VoiceProvider({ onText, children }: Props) {
  const preference = useEarPreference();
  const world = useWorld(onText);
  const hear = useHear(onText);
  const listener = useMemo(() => {
    if (preference === "heo") return new VoiceSession(world);
    return new Dictation(() => dictationOf(window), hear);
  }, [preference, world, hear]);
  useKeys(listener);
  return <VoiceContext.Provider value={listener}>{children}</VoiceContext.Provider>;
}

/** What the browser heard goes the way of typed words; without an amount it goes into the line. The same function for ever. */
function useHear(onText: (text: string) => void) {
  const say = useSay();
  const now = useRef({ say, onText });
  useEffect(() => {
    now.current = { say, onText };
  });
  return useCallback(async (text: string): Promise<Trouble | null> => {
    const left = await now.current.say(text, "voice");
    if (left) now.current.onText(left);
    return left === text ? "no_amount" : null;
  }, []);
}

/** Alt+M begins and ends, Escape forgets. The key is told by its place, since Alt makes other letters of it. */
function useKeys(listener: VoiceSession | Dictation): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const { phase } = listener.snapshot();
      if (event.code === "KeyM" && event.altKey && !event.ctrlKey && !event.metaKey) {
        if (document.querySelector('[role="dialog"]')) return;
        event.preventDefault();
        if (phase === "listening" || phase === "asking") listener.finish();
        else listener.start(false);
      }
      if (event.key === "Escape" && phase !== "idle" && phase !== "reading") listener.cancel();
    };
    window.addEventListener("keydown", press);
    return () => {
      window.removeEventListener("keydown", press);
      listener.cancel();
    };
  }, [listener]);
}
