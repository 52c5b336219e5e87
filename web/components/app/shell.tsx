"use client";

import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { useCallback, useEffect, useRef, useState, type ReactNode } from "react";
import { IntakeProvider } from "@/components/bills/intake-provider";
import { QuickLine } from "@/components/quick/quick-line";
import { VoicePanel } from "@/components/voice/voice-panel";
import { VoiceProvider } from "@/components/voice/voice-provider";
import { useMay } from "@/lib/api/household";
import { BottomBar } from "./bottom-bar";
import { Living } from "./living";
import { Offline } from "./offline";
import { Rail } from "./rail";

/** What stands around every page: rail or bottom bar, the quick line, somebody who listens, and a place for pictures. */
export function Shell({ children }: { readonly children: ReactNode }) {
  const line = useRef<HTMLTextAreaElement>(null);
  const path = usePathname();
  const t = useTranslations("common");
  const may = useMay("recorder");
  const [called, setCalled] = useState(false);
  const [text, setText] = useState("");
  const add = useCallback(() => {
    setCalled(true);
    requestAnimationFrame(() => line.current?.focus());
  }, []);
  const put = useCallback((words: string) => {
    setText(words);
    setCalled(true);
  }, []);
  useSlash(add);
  return (
    <VoiceProvider onText={put}>
      <IntakeProvider onType={add} onText={put}>
        <div className="flex min-h-dvh">
          <a href="#main" className="sr-only rounded-xl bg-clay px-4 py-2.5 font-semibold text-on-clay focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-[70]">
            {t("skip")}
          </a>
          <Living />
          <Rail />
          <div className="flex min-w-0 flex-1 flex-col">
            <QuickLine input={line} text={text} onText={setText} visible={path === "/" || called} onLeave={() => setCalled(false)} />
            <Offline />
            <main
              id="main"
              tabIndex={-1}
              className="mx-auto w-full max-w-6xl flex-1 px-4 pt-3 pb-[calc(11rem+env(safe-area-inset-bottom))] outline-none md:px-8 md:pt-6 md:pb-16"
            >
              {children}
            </main>
          </div>
          {may ? <VoicePanel onType={add} /> : null}
          <BottomBar onAdd={add} />
        </div>
      </IntakeProvider>
    </VoiceProvider>
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
