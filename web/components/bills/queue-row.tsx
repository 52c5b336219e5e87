import type { ReactNode } from "react";
import { cn } from "@/lib/classes";

interface Props {
  readonly picture: ReactNode;
  readonly title: ReactNode;
  readonly below?: ReactNode;
  /** 0 to 1; none while nothing is known. */
  readonly share?: number | undefined;
  readonly label: string;
  readonly children?: ReactNode;
  readonly className?: string;
}

/** One bill on its way: its picture, where it stands, how far it is. */
export function QueueRow({ picture, title, below, share, label, children, className, ...rest }: Props) {
  return (
    <li className={cn("flex min-h-16 items-center gap-3 rounded-2xl px-1 py-1", className)} {...rest}>
      {picture}
      <div className="min-w-0 flex-1">
        <p role="status" className="font-semibold">
          {title}
        </p>
        {below ? <p className="text-small text-soft">{below}</p> : null}
        {share === undefined ? null : (
          <div role="progressbar" aria-label={label} aria-valuemin={0} aria-valuemax={100} aria-valuenow={Math.round(share * 100)} className="mt-1.5 h-2 overflow-hidden rounded-full bg-sunken">
            <div className="h-full origin-left rounded-full bg-clay transition-transform duration-300" style={{ transform: `scaleX(${Math.max(0.02, share)})` }} />
          </div>
        )}
      </div>
      {children}
    </li>
  );
}
