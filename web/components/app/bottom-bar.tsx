"use client";

import { Plus } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { cn } from "@/lib/classes";
import { isAt, PLACES, type Place } from "./places";

/** The thumb's bar on a phone; the plus goes to the quick line. */
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
      <button
        type="button"
        onClick={onAdd}
        aria-label={t("add")}
        className="mx-auto -mt-6 mb-1 grid size-16 place-items-center rounded-full bg-clay text-on-clay shadow-lift active:scale-95"
      >
        <Plus aria-hidden className="size-8" />
      </button>
      <Item place={report} />
      <Item place={jars} />
    </nav>
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
