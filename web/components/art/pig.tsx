import { cn } from "@/lib/classes";

interface Props {
  readonly className?: string;
  /** The pig sleeps when there is nothing to do. */
  readonly asleep?: boolean;
}

/** Heo itself: a clay piggy bank, drawn for this page. */
export function Pig({ className, asleep = false }: Props) {
  return (
    <svg viewBox="0 0 160 128" aria-hidden className={cn("block", className)}>
      <ellipse cx="80" cy="119" rx="52" ry="6" fill="var(--ink)" opacity="0.09" />
      <path d="M132 62c11-3 14-14 6-17-6-2-9 6-3 8" fill="none" stroke="var(--clay)" strokeWidth="5" strokeLinecap="round" />
      <path d="M44 98v14a5 5 0 0 0 5 5h8a5 5 0 0 0 5-5v-9M98 103v9a5 5 0 0 0 5 5h8a5 5 0 0 0 5-5V96" fill="var(--clay)" />
      <path d="M40 44c-6-10-6-22 0-28 9 0 19 6 24 15" fill="var(--clay)" />
      <ellipse cx="82" cy="68" rx="54" ry="41" fill="var(--clay)" />
      <path d="M48 45c-10-10-24-13-30-10 0 10 6 22 16 29" fill="var(--clay)" />
      <path d="M45 47c-7-6-15-8-20-7 1 6 5 13 11 18" fill="var(--on-clay)" opacity="0.28" />
      <path d="M64 44c14-8 36-9 52 0" fill="none" stroke="var(--on-clay)" strokeWidth="5" strokeLinecap="round" opacity="0.22" />
      <rect x="74" y="33" width="26" height="6" rx="3" fill="var(--ink)" opacity="0.62" />
      <ellipse cx="27" cy="76" rx="13" ry="15" fill="var(--clay)" />
      <ellipse cx="24" cy="76" rx="10.5" ry="12.5" fill="var(--on-clay)" opacity="0.32" />
      <ellipse cx="21" cy="73" rx="2.2" ry="3.4" fill="var(--ink)" opacity="0.65" />
      <ellipse cx="27" cy="79" rx="2.2" ry="3.4" fill="var(--ink)" opacity="0.65" />
      {asleep ? (
        <path d="M45 66q4 4 8 0" fill="none" stroke="var(--on-clay)" strokeWidth="3" strokeLinecap="round" />
      ) : (
        <circle cx="49" cy="65" r="4" fill="var(--on-clay)" />
      )}
      <path d="M104 62c6 4 8 12 5 19M112 57c8 6 11 18 6 28" fill="none" stroke="var(--on-clay)" strokeWidth="3" strokeLinecap="round" opacity="0.3" />
    </svg>
  );
}
