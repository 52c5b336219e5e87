"use client";

import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { Dialog as Primitive } from "radix-ui";
import { useRef, type ReactNode } from "react";
import { cn } from "@/lib/classes";
import { Button } from "./button";

interface Props {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly title: ReactNode;
  readonly children: ReactNode;
  /** Two columns of text fit into a wide one, a picture and its list into a huge one. */
  readonly wide?: boolean;
  readonly huge?: boolean;
}

/** A sheet from below on a phone, a card in the middle on a desk. */
export function Dialog({ open, onOpenChange, title, children, wide, huge }: Props) {
  const t = useTranslations("common");
  // Dialogs open by the URL, so nothing but this knows which button was pressed.
  const opener = useRef<Element>(null);
  return (
    <Primitive.Root open={open} onOpenChange={onOpenChange}>
      <Primitive.Portal>
        <Primitive.Overlay className="fade fixed inset-0 z-40 bg-[oklch(0.2_0.02_50/0.5)]" />
        <Primitive.Content
          aria-describedby={undefined}
          onOpenAutoFocus={() => {
            opener.current = document.activeElement;
          }}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            giveBack(opener.current);
          }}
          className={cn(
            "rise fixed inset-x-0 bottom-0 z-50 flex max-h-[92dvh] flex-col overflow-hidden rounded-t-[2rem] bg-paper shadow-lift",
            "md:inset-0 md:m-auto md:h-fit md:rounded-[2rem]",
            wide ? "md:max-w-2xl" : huge ? "md:max-w-6xl md:max-h-[94dvh]" : "md:max-w-md",
          )}
        >
          <Primitive.Title className="px-5 pt-6.5 pr-17 pb-3 text-lead font-bold md:px-7 md:pt-7">{title}</Primitive.Title>
          <div className="grid auto-rows-max gap-4 overflow-y-auto px-5 pt-1 pb-[max(1.25rem,env(safe-area-inset-bottom))] md:px-7 md:pb-7">{children}</div>
          {/* Last, so that the focus begins at what the dialog is for. */}
          <Primitive.Close asChild>
            <Button look="quiet" size="icon" aria-label={t("close")} className="absolute top-4 right-4">
              <X aria-hidden />
            </Button>
          </Primitive.Close>
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}

/** Where the focus was before; not when another dialog took over, and to the page when that place is gone. */
function giveBack(opener: Element | null): void {
  if (document.querySelector('[role="dialog"][data-state="open"]')) return;
  const place = opener?.isConnected ? opener : document.getElementById("main");
  if (place instanceof HTMLElement) place.focus({ preventScroll: true });
}
