"use client";

import { Camera, ImagePlus, ReceiptText, type LucideIcon } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { buttonStyles } from "@/components/ui/button";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";
import { cn } from "@/lib/classes";
import { useIntake } from "./intake-context";

/** The camera button: photograph a bill, choose pictures, or gather the photos of a long one. */
export function AddBill() {
  const t = useTranslations("bills");
  const { photograph, choose, gather } = useIntake();
  const [open, setOpen] = useState(false);
  const pick = (how: () => void) => () => {
    setOpen(false);
    how();
  };
  return (
    <Popover open={open} onOpenChange={setOpen}>
      <PopoverTrigger className={cn(buttonStyles({ look: "quiet", size: "icon" }), "shrink-0 rounded-full")} aria-label={t("add")} title={t("add")} data-add-bill>
        <Camera aria-hidden className="!size-6" />
      </PopoverTrigger>
      <PopoverContent aria-label={t("add")} align="start" className="gap-1 p-2">
        <Way icon={Camera} onClick={pick(photograph)} text={t("camera")} className="pointer-fine:hidden" />
        <Way icon={ImagePlus} onClick={pick(choose)} text={t("choose")} />
        <Way icon={ReceiptText} onClick={pick(gather)} text={t("long")} />
        <p className="hidden px-3 pt-1 pb-2 text-small text-soft pointer-fine:block">{t("desk_hint")}</p>
      </PopoverContent>
    </Popover>
  );
}

function Way({ icon: Icon, text, onClick, className }: { readonly icon: LucideIcon; readonly text: string; readonly onClick: () => void; readonly className?: string }) {
  return (
    <button type="button" onClick={onClick} className={cn("flex min-h-14 items-center gap-3 rounded-2xl px-3 text-left font-semibold hover:bg-sunken", className)}>
      <Icon aria-hidden className="size-6 shrink-0 text-clay" />
      {text}
    </button>
  );
}
