"use client";

import { useEffect, useRef } from "react";

const SLOP_PX = 12;
const AWAY = 0.4;

/** Puts a card away when a finger moves it left by two fifths of its width. The mouse selects text instead. */
export function useSwipe(onAway: () => void) {
  const card = useRef<HTMLElement>(null);
  const away = useRef(onAway);
  useEffect(() => {
    away.current = onAway;
  });
  useEffect(() => {
    const element = card.current;
    if (!element) return;
    let from: { x: number; y: number } | null = null;
    let moved = 0;
    const down = (event: PointerEvent) => {
      if (event.pointerType !== "mouse") from = { x: event.clientX, y: event.clientY };
    };
    const move = (event: PointerEvent) => {
      if (!from) return;
      const x = event.clientX - from.x;
      if (Math.abs(event.clientY - from.y) > Math.abs(x)) return;
      moved = Math.min(0, x + SLOP_PX);
      element.style.transform = `translateX(${moved}px)`;
      element.style.opacity = String(1 + moved / element.offsetWidth);
    };
    const end = (event: PointerEvent) => {
      const gone = event.type === "pointerup" && -moved > element.offsetWidth * AWAY;
      from = null;
      moved = 0;
      element.style.transform = "";
      element.style.opacity = "";
      if (gone) away.current();
    };
    const events = { pointerdown: down, pointermove: move, pointerup: end, pointercancel: end } as const;
    for (const [name, heard] of Object.entries(events)) element.addEventListener(name, heard as EventListener);
    return () => {
      for (const [name, heard] of Object.entries(events)) element.removeEventListener(name, heard as EventListener);
    };
  }, []);
  return card;
}
