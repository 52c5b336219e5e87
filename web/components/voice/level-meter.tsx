"use client";

import { useEffect, useRef } from "react";
import type { Listener } from "@/lib/voice/session";

const BARS = 27;
const STEP_MS = 55;
const LEAST = 0.08;

/** What the microphone hears, now in the middle and a moment ago towards the edges. */
export function LevelMeter({ listener }: { readonly listener: Listener }) {
  const frame = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const bars = [...(frame.current?.children ?? [])] as HTMLElement[];
    const heard = new Array<number>(Math.ceil(BARS / 2)).fill(0);
    const timer = setInterval(() => {
      heard.unshift(listener.level());
      heard.pop();
      const middle = (bars.length - 1) / 2;
      bars.forEach((bar, place) => {
        const level = heard[Math.round(Math.abs(place - middle))] ?? 0;
        bar.style.transform = `scaleY(${Math.max(LEAST, level)})`;
      });
    }, STEP_MS);
    return () => clearInterval(timer);
  }, [listener]);
  return (
    <div ref={frame} aria-hidden className="flex h-12 min-w-0 flex-1 items-center justify-center gap-[3px]">
      {Array.from({ length: BARS }, (_, place) => (
        <span key={place} className="h-full w-1 origin-center rounded-full bg-clay" style={{ transform: `scaleY(${LEAST})` }} />
      ))}
    </div>
  );
}
