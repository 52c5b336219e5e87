"use client";

import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { Dialog as Primitive } from "radix-ui";
import type { ReactNode } from "react";
import { cn } from "@/lib/classes";
import { Button } from "./button";

interface Props {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly title: ReactNode;
  readonly children: ReactNode;
  readonly wide?: boolean;
}

/** A sheet from below on a phone, a card in the middle on a desk. */
export function Dialog({ open, onOpenChange, title, children, wide }: Props) {
  const t = useTranslations("common");
  return (
    <Primitive.Root open={open} onOpenChange={onOpenChange}>
      <Primitive.Portal>
        <Primitive.Overlay className="fade fixed inset-0 z-40 bg-[oklch(0.2_0.02_50/0.5)]" />
        <Primitive.Content
          aria-describedby={undefined}
          className={cn(
            "rise fixed inset-x-0 bottom-0 z-50 grid max-h-[92dvh] gap-4 overflow-y-auto rounded-t-[2rem] bg-paper p-5 pb-[max(1.25rem,env(safe-area-inset-bottom))] shadow-lift",
            "md:inset-0 md:m-auto md:h-fit md:rounded-[2rem] md:p-7",
            wide ? "md:max-w-2xl" : "md:max-w-md",
          )}
        >
          <header className="flex items-start justify-between gap-3">
            <Primitive.Title className="pt-1.5 text-lead font-bold">{title}</Primitive.Title>
            <Primitive.Close asChild>
              <Button look="quiet" size="icon" aria-label={t("close")} className="-mt-1 -mr-1">
                <X aria-hidden />
              </Button>
            </Primitive.Close>
          </header>
          {children}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}
