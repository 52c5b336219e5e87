import { useId } from "react";
import { cn } from "@/lib/classes";

const BODY = "M39 33c0 6-8 11-15 22C13 72 9 93 19 111c6 11 19 17 41 17s35-6 41-17c10-18 6-39-5-56-7-11-15-16-15-22Z";
const TOP = 40;
const BOTTOM = 128;

interface Props {
  /** How full, 0 to 1. */
  readonly fill: number;
  readonly hue: string;
  readonly overspent?: boolean;
  /** Changes when a coin should drop in. */
  readonly coin?: number;
  readonly className?: string;
}

/** A clay jar, drawn for Heo: what is inside stands at its level; overspent, the rim is cracked. */
export function JarPicture({ fill, hue, overspent = false, coin = 0, className }: Props) {
  const id = useId();
  const level = Math.min(1, Math.max(0, fill));
  const drop = (1 - level) * (BOTTOM - TOP);
  return (
    <svg viewBox="0 0 120 140" aria-hidden className={cn("block", className)}>
      <defs>
        <clipPath id={`${id}in`}>
          <path d={BODY} />
        </clipPath>
      </defs>
      <ellipse cx="60" cy="131" rx="40" ry="5" fill="var(--ink)" opacity="0.09" />
      <path d={BODY} fill="var(--earth)" opacity="0.5" />
      <g clipPath={`url(#${id}in)`}>
        {level > 0 ? (
          <g className="level" style={{ transform: `translateY(${drop}px)` }}>
            <path d={`M0 ${TOP + 4}q15-7 30 0t30 0 30 0 30 0V140H0Z`} fill={`var(--jar-${hue})`} />
            <path d={`M0 ${TOP + 4}q15-7 30 0t30 0 30 0 30 0v5q-15 7-30 0t-30 0-30 0-30 0Z`} fill="oklch(1 0 0)" opacity="0.3" />
          </g>
        ) : null}
        <path d="M8 76q52 14 104 0M6 88q54 14 108 0" fill="none" stroke="var(--earth-deep)" strokeWidth="2" opacity="0.5" />
        <path d="M30 62c-8 14-9 28-5 42" fill="none" stroke="oklch(1 0 0)" strokeWidth="6" strokeLinecap="round" opacity="0.38" />
      </g>
      {coin > 0 ? <circle key={coin} className="coin" cx="60" cy="34" r="7" fill="var(--jar-marigold)" stroke="var(--amber)" strokeWidth="1.5" /> : null}
      <path d={BODY} fill="none" stroke="var(--earth-deep)" strokeWidth="3.5" />
      <rect x="32" y="19" width="56" height="15" rx="7.5" fill="var(--earth)" stroke="var(--earth-deep)" strokeWidth="3.5" />
      <path d="M41 26.5h27" stroke="oklch(1 0 0)" strokeWidth="3" strokeLinecap="round" opacity="0.35" />
      {overspent ? <path d="m72 17-5 8 7 4-6 9 4 8" fill="none" stroke="var(--lotus)" strokeWidth="3.5" strokeLinejoin="round" strokeLinecap="round" /> : null}
    </svg>
  );
}
