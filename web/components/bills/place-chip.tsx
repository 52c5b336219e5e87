"use client";

import { useState } from "react";
import { ChoiceEditor, type Choice } from "@/components/pick/choice-editor";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";
import { cn } from "@/lib/classes";

interface Props {
  readonly label: string;
  readonly shown: string;
  readonly empty: string;
  readonly hue?: string | undefined;
  readonly value: string | null;
  readonly choices: readonly Choice[];
  readonly onChoose: (id: string) => void;
}

/** Where something goes, as a small button that moves it elsewhere. */
export function PlaceChip({ label, shown, empty, hue, value, choices, onChoose }: Props) {
  const [open, setOpen] = useState(false);
  return (
    <Popover open={open} onOpenChange={setOpen}>
      <PopoverTrigger
        aria-label={`${label}: ${shown || empty}`}
        className={cn("flex min-h-11 max-w-full min-w-0 items-center gap-2 rounded-xl border bg-card px-3 text-left text-small hover:bg-sunken", !shown && "font-semibold text-amber")}
      >
        {hue ? <span aria-hidden className="size-3 shrink-0 rounded-full" style={{ background: `var(--jar-${hue})` }} /> : null}
        <span className="line-clamp-1">{shown || empty}</span>
      </PopoverTrigger>
      <PopoverContent aria-label={label} align="start">
        <p className="px-1 text-small font-semibold text-soft">{label}</p>
        <ChoiceEditor
          choices={choices}
          value={value ?? ""}
          label={label}
          onChoose={(id) => {
            setOpen(false);
            onChoose(id);
          }}
        />
      </PopoverContent>
    </Popover>
  );
}
