import { cva, type VariantProps } from "class-variance-authority";
import { Slot } from "radix-ui";
import type { ComponentProps } from "react";
import { cn } from "@/lib/classes";

export const buttonStyles = cva(
  "inline-flex min-h-11 min-w-11 items-center justify-center gap-2 rounded-2xl px-4 text-body font-semibold transition-[background-color,transform] active:scale-[0.98] disabled:pointer-events-none disabled:opacity-50 aria-disabled:opacity-50 [&_svg]:size-5 [&_svg]:shrink-0",
  {
    variants: {
      look: {
        main: "bg-clay text-on-clay hover:bg-clay-strong",
        soft: "bg-clay-wash text-clay-strong hover:bg-[color-mix(in_oklch,var(--clay-wash),var(--clay)_10%)]",
        line: "border bg-card text-ink hover:bg-sunken",
        quiet: "text-soft hover:bg-sunken hover:text-ink",
        danger: "bg-lotus-wash text-lotus hover:bg-[color-mix(in_oklch,var(--lotus-wash),var(--lotus)_12%)]",
      },
      size: { plain: "", big: "min-h-14 rounded-3xl px-6 text-lead", icon: "size-11 px-0" },
    },
    defaultVariants: { look: "main", size: "plain" },
  },
);

type Props = ComponentProps<"button"> & VariantProps<typeof buttonStyles> & { asChild?: boolean };

export function Button({ className, look, size, asChild, type, ...rest }: Props) {
  const Tag = asChild ? Slot.Root : "button";
  return <Tag type={asChild ? undefined : (type ?? "button")} className={cn(buttonStyles({ look, size }), className)} {...rest} />;
}
