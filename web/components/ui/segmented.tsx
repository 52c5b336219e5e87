"use client";

import { ToggleGroup } from "radix-ui";
import type { ReactNode } from "react";
import { cn } from "@/lib/classes";

interface Props<T extends string> {
  readonly value: T;
  readonly onChange: (value: T) => void;
  readonly choices: readonly { readonly value: T; readonly label: ReactNode }[];
  readonly label: string;
  readonly className?: string;
}

/** A few choices side by side; one is always taken. */
export function Segmented<T extends string>({ value, onChange, choices, label, className }: Props<T>) {
  return (
    <ToggleGroup.Root
      type="single"
      value={value}
      onValueChange={(next) => next && onChange(next as T)}
      aria-label={label}
      className={cn("flex w-fit max-w-full gap-1 overflow-x-auto rounded-2xl bg-sunken p-1", className)}
    >
      {choices.map((choice) => (
        <ToggleGroup.Item
          key={choice.value}
          value={choice.value}
          className="min-h-11 min-w-11 shrink-0 grow rounded-xl px-2.5 whitespace-nowrap sm:px-3.5 text-small font-semibold text-soft data-[state=on]:bg-card data-[state=on]:text-ink data-[state=on]:shadow-shade"
        >
          {choice.label}
        </ToggleGroup.Item>
      ))}
    </ToggleGroup.Root>
  );
}
