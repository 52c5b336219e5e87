"use client";

import { CornerDownLeft } from "lucide-react";
import { useTranslations } from "next-intl";
import type { KeyboardEvent, RefObject } from "react";
import { AddBill } from "@/components/bills/add-bill";
import { Button } from "@/components/ui/button";
import { MicButton } from "@/components/voice/mic-button";
import { useMay } from "@/lib/api/household";
import { cn } from "@/lib/classes";
import { useSay } from "./use-say";

interface Props {
  readonly input: RefObject<HTMLTextAreaElement | null>;
  readonly text: string;
  readonly onText: (text: string) => void;
  /** On a phone it always stands on home, elsewhere when the plus called it; on a desk it is always there. */
  readonly visible: boolean;
  readonly onLeave: () => void;
}

/** The line that everything begins with: say what happened, in your own words, by voice or by hand; or show the bill. */
export function QuickLine({ input, text, onText, visible, onLeave }: Props) {
  const t = useTranslations("quick");
  const say = useSay();
  const may = useMay("recorder");
  const send = async () => {
    const sentence = text.trim();
    if (!sentence) return;
    onText("");
    const left = await say(sentence);
    if (left) onText(left);
  };
  const press = (event: KeyboardEvent) => {
    if (event.key === "Enter" && !event.shiftKey && !event.nativeEvent.isComposing) {
      event.preventDefault();
      void send();
    }
    if (event.key === "Escape") input.current?.blur();
  };
  if (!may) return null;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
      onBlur={(event) => !text && !event.currentTarget.contains(event.relatedTarget) && onLeave()}
      className={cn(
        "fixed inset-x-0 bottom-[calc(4.125rem+max(0.375rem,env(safe-area-inset-bottom)))] z-20 bg-linear-to-t from-paper from-70% to-transparent px-3 pt-4 pb-6",
        "md:sticky md:inset-auto md:top-0 md:block md:bg-linear-to-b md:px-8 md:pt-5 md:pb-4",
        !visible && "hidden",
      )}
    >
      <div className="mx-auto flex max-w-[68rem] items-end gap-1 rounded-[1.75rem] border-2 border-line bg-card p-1.5 shadow-shade focus-within:border-clay">
        <AddBill />
        <textarea
          ref={input}
          rows={1}
          value={text}
          maxLength={2000}
          onChange={(event) => onText(event.target.value)}
          onKeyDown={press}
          aria-label={t("label")}
          placeholder={t("placeholder")}
          enterKeyHint="send"
          autoComplete="off"
          spellCheck={false}
          className="field-sizing-content max-h-40 min-h-11 min-w-0 flex-1 resize-none self-center bg-transparent px-1.5 py-2.5 text-[1rem] leading-6 outline-none placeholder:text-soft"
        />
        <kbd className="mr-1 mb-2 hidden h-7 min-w-7 place-items-center rounded-lg border px-2 text-small text-soft md:grid" aria-hidden>
          /
        </kbd>
        {text.trim() ? (
          <Button type="submit" size="icon" aria-label={t("send")} className="rounded-full">
            <CornerDownLeft aria-hidden />
          </Button>
        ) : null}
        <MicButton className={text.trim() ? "max-md:hidden" : undefined} />
      </div>
    </form>
  );
}
