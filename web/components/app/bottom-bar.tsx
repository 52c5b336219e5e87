"use client";

import { Mic, Plus, Square } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { useHold } from "@/components/voice/use-hold";
import { useListener, useVoiceState } from "@/components/voice/voice-context";
import { useMay } from "@/lib/api/household";
import { cn } from "@/lib/classes";
import { isAt, PLACES, type Place } from "./places";

/** The thumb's bar on a phone; the plus goes to the quick line, and listens while it is held. */
export function BottomBar({ onAdd }: { readonly onAdd: () => void }) {
  const t = useTranslations("places");
  const [home, book, report, jars] = PLACES;
  return (
    <nav
      aria-label={t("label")}
      className="fixed inset-x-0 bottom-0 z-30 grid grid-cols-5 items-end border-t bg-card px-1 pt-1 pb-[max(0.375rem,env(safe-area-inset-bottom))] md:hidden"
    >
      <Item place={home} />
      <Item place={book} />
      <Add onAdd={onAdd} />
      <Item place={report} />
      <Item place={jars} />
    </nav>
  );
}

/** Tap it to type, hold it to speak; the small microphone says so. While somebody speaks by tap, it ends that. */
function Add({ onAdd }: { readonly onAdd: () => void }) {
  const t = useTranslations("places");
  const voice = useTranslations("voice");
  const may = useMay("recorder");
  const listener = useListener();
  const { phase } = useVoiceState();
  const on = phase === "asking" || phase === "listening";
  const hold = useHold({ listener, onTap: on ? listener.finish : onAdd });
  if (!may) return <span />;
  return (
    <button
      type="button"
      {...hold}
      aria-label={on ? voice("stop") : t("add")}
      title={voice("speak_hint")}
      className="relative mx-auto -mt-6 mb-1 grid size-16 touch-none place-items-center rounded-full bg-clay text-on-clay shadow-lift select-none [-webkit-touch-callout:none] active:scale-95"
    >
      {on ? <Square aria-hidden className="size-6 fill-current" /> : <Plus aria-hidden className="size-8" />}
      {on ? null : (
        <span aria-hidden className="absolute -top-1 -right-1 grid size-7 place-items-center rounded-full border-2 border-card bg-clay-wash text-clay-strong">
          <Mic className="size-4" />
        </span>
      )}
    </button>
  );
}

function Item({ place }: { readonly place: Place }) {
  const t = useTranslations("places");
  const path = usePathname();
  const here = isAt(path, place.href) || (place.key === "jars" && isAt(path, "/plans/"));
  const Icon = place.icon;
  return (
    <Link
      href={place.href}
      aria-current={here ? "page" : undefined}
      className={cn("grid min-h-14 place-items-center content-center gap-0.5 rounded-2xl text-small font-semibold text-soft", here && "text-clay-strong")}
    >
      <Icon aria-hidden className="size-6" strokeWidth={here ? 2.4 : 1.9} />
      {t(place.key)}
    </Link>
  );
}
