"use client";

import { useEffect, useRef, useState, type PointerEvent as ReactPointerEvent, type RefObject } from "react";

const SLOP_PX = 10;
const HOLD_MS = 220;

interface Drag {
  readonly id: string;
  readonly x: number;
  readonly y: number;
  readonly live: boolean;
}

/** A coin follows the pointer from one jar to another. A finger holds for a moment first, so that the page still scrolls. */
export function useJarDrag(shelf: RefObject<HTMLElement | null>, onMove: (from: string, to: string) => void) {
  const [drag, setDrag] = useState<Drag | null>(null);
  const [over, setOver] = useState("");
  const now = useRef<Drag | null>(null);
  const ended = useRef(0);
  const active = drag !== null;
  useEffect(() => {
    now.current = drag;
  }, [drag]);
  useEffect(() => {
    if (!active) return;
    const jarAt = (event: PointerEvent) => document.elementFromPoint(event.clientX, event.clientY)?.closest<HTMLElement>("[data-jar-id]")?.dataset.jarId ?? "";
    const move = (event: PointerEvent) => {
      const from = now.current;
      if (!from) return;
      const far = Math.hypot(event.clientX - from.x, event.clientY - from.y) > SLOP_PX;
      if (!from.live && far && event.pointerType !== "mouse") return setDrag(null);
      if (!from.live && !far) return;
      const target = jarAt(event);
      setOver(target === from.id ? "" : target);
      setDrag({ id: from.id, x: event.clientX, y: event.clientY, live: true });
    };
    const end = (event: PointerEvent) => {
      const from = now.current;
      const target = jarAt(event);
      if (from?.live) ended.current = Date.now();
      setDrag(null);
      setOver("");
      if (event.type === "pointerup" && from?.live && target && target !== from.id) onMove(from.id, target);
    };
    // While a coin is in the air the page must not scroll under it.
    const still = (event: TouchEvent) => now.current?.live && event.preventDefault();
    const element = shelf.current;
    element?.addEventListener("touchmove", still, { passive: false });
    window.addEventListener("pointermove", move);
    window.addEventListener("pointerup", end);
    window.addEventListener("pointercancel", end);
    return () => {
      element?.removeEventListener("touchmove", still);
      window.removeEventListener("pointermove", move);
      window.removeEventListener("pointerup", end);
      window.removeEventListener("pointercancel", end);
    };
  }, [active, onMove, shelf]);
  const start = (event: ReactPointerEvent, id: string) => {
    if (event.button !== 0) return;
    const began: Drag = { id, x: event.clientX, y: event.clientY, live: false };
    setDrag(began);
    if (event.pointerType !== "mouse") setTimeout(() => setDrag((old) => (old === began ? { ...began, live: true } : old)), HOLD_MS);
  };
  return {
    start,
    over,
    from: drag?.live ? drag.id : "",
    ghost: drag?.live ? { left: drag.x, top: drag.y } : null,
    justDragged: () => Date.now() - ended.current < 300,
  };
}
