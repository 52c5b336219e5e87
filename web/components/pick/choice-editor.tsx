"use client";

import { Check } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRef, useState, type KeyboardEvent } from "react";
import { Amount } from "@/components/ui/amount";
import { Input } from "@/components/ui/input";
import type { Money } from "@/lib/api/schema";
import { cn } from "@/lib/classes";
import { folded } from "@/lib/names";
import { Icon } from "./icon";

export interface Choice {
  readonly value: string;
  readonly label: string;
  /** Words that also find it. */
  readonly also?: string | undefined;
  readonly inside?: boolean;
  readonly hue?: string;
  readonly icon?: string;
  readonly money?: Money;
}

interface Props {
  readonly choices: readonly Choice[];
  readonly value: string;
  readonly label: string;
  readonly onChoose: (value: string) => void;
}

const MANY = 8;

/** A list to choose from: type to find, arrows to move, Enter to take. */
export function ChoiceEditor({ choices, value, label, onChoose }: Props) {
  const t = useTranslations("common");
  const [words, setWords] = useState("");
  const list = useRef<HTMLUListElement>(null);
  const found = choices.filter((one) => folded(`${one.label} ${one.also ?? ""}`).includes(folded(words.trim())));
  const move = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const buttons = [...(list.current?.querySelectorAll("button") ?? [])];
    if (event.key === "Enter" && event.target instanceof HTMLInputElement && found[0]) {
      event.preventDefault();
      onChoose(found[0].value);
    }
    if (!step || buttons.length === 0) return;
    event.preventDefault();
    const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
    buttons[(at + step + buttons.length) % buttons.length]?.focus();
  };
  return (
    <div className="grid gap-2" onKeyDown={move}>
      {choices.length > MANY ? (
        <Input value={words} onChange={(event) => setWords(event.target.value)} placeholder={t("find")} aria-label={t("find_in", { what: label })} />
      ) : null}
      <ul ref={list} className="grid max-h-64 overflow-y-auto" aria-label={label}>
        {found.map((one) => (
          <li key={one.value}>
            <button
              type="button"
              onClick={() => onChoose(one.value)}
              aria-current={one.value === value ? "true" : undefined}
              className={cn("flex min-h-11 w-full items-center gap-2.5 rounded-xl px-2.5 py-1.5 text-left hover:bg-sunken", one.inside && "pl-7", one.value === value && "font-semibold")}
            >
              {one.hue ? <span aria-hidden className="size-4 shrink-0 rounded-full" style={{ background: `var(--jar-${one.hue})` }} /> : null}
              {one.icon ? <Icon name={one.icon} className="size-5 shrink-0 text-soft" /> : null}
              <span className="line-clamp-2 flex-1">{one.label}</span>
              {one.money ? <Amount money={one.money} className="text-small text-soft" /> : null}
              {one.value === value ? <Check aria-hidden className="size-4 text-clay" /> : null}
            </button>
          </li>
        ))}
        {found.length === 0 ? <li className="px-2 py-3 text-soft">{t("none_found")}</li> : null}
      </ul>
    </div>
  );
}
