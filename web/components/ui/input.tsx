import type { ComponentProps } from "react";
import { cn } from "@/lib/classes";

export const inputStyles =
  "min-h-11 w-full min-w-0 rounded-2xl border bg-card px-3.5 text-[1rem] text-ink outline-offset-0 placeholder:text-soft aria-invalid:border-lotus disabled:opacity-60";

export function Input({ className, ...rest }: ComponentProps<"input">) {
  return <input className={cn(inputStyles, className)} {...rest} />;
}

/** The platform's own picker: right on a phone, right on a keyboard. */
export function Select({ className, ...rest }: ComponentProps<"select">) {
  return <select className={cn(inputStyles, "appearance-auto pr-2", className)} {...rest} />;
}
