"use client";

import { useRef, type MouseEvent, type PointerEvent } from "react";
import type { Listener } from "@/lib/voice/session";

/** Shorter is a tap. */
const HOLD_MS = 350;
/** A finger that slid this far away has changed its mind. */
const AWAY_PX = 110;

interface Options {
  readonly listener: Listener;
  /** What a tap does; without it a tap begins and ends listening, like a switch. */
  readonly onTap?: (() => void) | undefined;
}

/** Hold to speak and let go to end; or tap. A press by keyboard or by a helper is a tap. */
export function useHold({ listener, onTap }: Options) {
  const press = useRef<{ at: number; x: number; y: number; wasOn: boolean; timer: ReturnType<typeof setTimeout> | undefined } | null>(null);
  const isOn = () => ["asking", "listening"].includes(listener.snapshot().phase);
  const tap = () => (onTap ? onTap() : isOn() ? listener.finish() : listener.start(false));

  const down = (event: PointerEvent<HTMLElement>) => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    const wasOn = isOn();
    // Where a tap means something else, listening begins when it is none any more.
    const timer = onTap ? setTimeout(() => begin(), HOLD_MS) : undefined;
    press.current = { at: event.timeStamp, x: event.clientX, y: event.clientY, wasOn, timer };
    if (!onTap && !wasOn) begin();
  };
  const begin = () => {
    navigator.vibrate?.(15);
    listener.start(true);
  };
  const up = (event: PointerEvent<HTMLElement>) => {
    const one = press.current;
    press.current = null;
    if (!one) return;
    clearTimeout(one.timer);
    const short = event.timeStamp - one.at < HOLD_MS;
    if (short) {
      if (onTap) onTap();
      else if (one.wasOn) listener.finish();
      else listener.letGo();
    } else if (Math.hypot(event.clientX - one.x, event.clientY - one.y) > AWAY_PX) listener.cancel();
    else listener.finish();
  };
  const lost = () => {
    clearTimeout(press.current?.timer);
    if (press.current) listener.letGo();
    press.current = null;
  };
  return {
    onPointerDown: down,
    onPointerUp: up,
    onPointerCancel: lost,
    onContextMenu: (event: MouseEvent) => event.preventDefault(),
    // Fingers and mice have been heard above; this is Enter, Space, or a helper's press.
    onClick: (event: MouseEvent) => event.detail === 0 && tap(),
  };
}
