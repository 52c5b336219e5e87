"use client";

import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { useCallback, useEffect, useRef, useState, type ReactNode } from "react";
import { QuickLine } from "@/components/quick/quick-line";
import { BottomBar } from "./bottom-bar";
import { Living } from "./living";
import { Offline } from "./offline";
import { Rail } from "./rail";

/** What stands around every page: rail or bottom bar, and the quick line. */
export function Shell({ children }: { readonly children: ReactNode }) {
  const line = useRef<HTMLTextAreaElement>(null);
  const path = usePathname();
  const t = useTranslations("common");
  const [called, setCalled] = useState(false);
  const add = useCallback(() => {
    setCalled(true);
    requestAnimationFrame(() => line.current?.focus());
  }, []);
  useSlash(add);
  return (
    <div className="flex min-h-dvh">
      <a href="#main" className="sr-only rounded-xl bg-clay px-4 py-2.5 font-semibold text-on-clay focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-[70]">
        {t("skip")}
      </a>
      <Living />
      <Rail />
      <div className="flex min-w-0 flex-1 flex-col">
        <QuickLine input={line} visible={path === "/" || called} onLeave={() => setCalled(false)} />
        <Offline />
        <main
          id="main"
          tabIndex={-1}
          className="mx-auto w-full max-w-6xl flex-1 px-4 pt-3 pb-[calc(11rem+env(safe-area-inset-bottom))] outline-none md:px-8 md:pt-6 md:pb-16"
        >
          {children}
        </main>
      </div>
      <BottomBar onAdd={add} />
    </div>
  );
}

/** `/` goes to the quick line from anywhere but a field. */
function useSlash(add: () => void): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement;
      const typing = target.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(target.tagName);
      if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || typing) return;
      if (document.querySelector('[role="dialog"]')) return;
      event.preventDefault();
      add();
    };
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  }, [add]);
}
