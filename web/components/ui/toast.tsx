"use client";

import { Bell, Check, CloudUpload, TriangleAlert } from "lucide-react";
import { createContext, useCallback, useContext, useMemo, useRef, useState, type ReactNode } from "react";
import { useTranslations } from "next-intl";
import { Toast as Primitive } from "radix-ui";
import { cn } from "@/lib/classes";

const UNDO_MS = 6000;

export interface ToastOrder {
  readonly text: string;
  readonly tone?: "done" | "problem" | "cloud" | "alert";
  readonly undo?: () => void;
}

const ToastContext = createContext<(order: ToastOrder) => void>(() => undefined);

export function useToast(): (order: ToastOrder) => void {
  return useContext(ToastContext);
}

const ICONS = { done: Check, problem: TriangleAlert, cloud: CloudUpload, alert: Bell } as const;
const COLOURS = { done: "text-leaf", problem: "text-lotus", cloud: "text-amber", alert: "text-amber" } as const;

/** One short sentence at a time, with six seconds to take it back. */
export function ToastProvider({ children }: { readonly children: ReactNode }) {
  const [shown, setShown] = useState<(ToastOrder & { id: number }) | null>(null);
  const count = useRef(0);
  const t = useTranslations("common");
  const show = useCallback((order: ToastOrder) => {
    count.current += 1;
    setShown({ ...order, id: count.current });
  }, []);
  const Icon = ICONS[shown?.tone ?? "done"];
  const close = useMemo(() => (open: boolean) => !open && setShown(null), []);
  return (
    <ToastContext.Provider value={show}>
      <Primitive.Provider duration={UNDO_MS} label={t("notice")} swipeDirection="down">
        {children}
        {shown ? (
          <Primitive.Root
            key={shown.id}
            open
            onOpenChange={close}
            type={shown.tone === "problem" ? "foreground" : "background"}
            className="rise flex min-h-14 items-center gap-3 rounded-3xl border bg-card py-1.5 pr-2 pl-4 shadow-lift"
          >
            <Icon aria-hidden className={cn("size-5 shrink-0", COLOURS[shown.tone ?? "done"])} />
            <Primitive.Description className="line-clamp-4 flex-1 py-1.5">{shown.text}</Primitive.Description>
            {shown.undo ? (
              <Primitive.Action
                altText={t("undo")}
                onClick={shown.undo}
                className="flex min-h-11 items-center gap-2 rounded-2xl px-3 font-semibold text-clay-strong hover:bg-sunken"
              >
                <Countdown />
                {t("undo")}
              </Primitive.Action>
            ) : null}
          </Primitive.Root>
        ) : null}
        <Primitive.Viewport className="fixed inset-x-3 bottom-[calc(9.5rem+env(safe-area-inset-bottom))] z-[60] mx-auto grid max-w-md outline-none md:bottom-6" />
      </Primitive.Provider>
    </ToastContext.Provider>
  );
}

function Countdown() {
  return (
    <svg viewBox="0 0 24 24" className="size-5 -rotate-90" aria-hidden>
      <circle cx="12" cy="12" r="10" fill="none" stroke="currentColor" strokeWidth="2.5" strokeDasharray="63" className="animate-[drain_6s_linear_both]" />
    </svg>
  );
}
