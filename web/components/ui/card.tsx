import type { ComponentProps } from "react";
import { cn } from "@/lib/classes";

export function Card({ className, ...rest }: ComponentProps<"section">) {
  return <section className={cn("rounded-[1.75rem] border bg-card p-4 shadow-shade md:p-6", className)} {...rest} />;
}

/** The heading of a part of a page. */
export function Heading({ className, ...rest }: ComponentProps<"h2">) {
  return <h2 className={cn("text-lead font-bold", className)} {...rest} />;
}

/** The shape of what is coming, while it is coming. */
export function Shimmer({ className }: { readonly className?: string }) {
  return <div aria-hidden className={cn("breathe rounded-2xl bg-sunken", className)} />;
}
