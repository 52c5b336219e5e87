"use client";

import { useLocale, useTranslations } from "next-intl";
import { useRef } from "react";
import { JarPicture } from "@/components/art/jar";
import { Amount } from "@/components/ui/amount";
import type { Locale } from "@/lib/locale";
import type { Jar } from "@/lib/api/schema";
import { cn } from "@/lib/classes";
import { formatMoney, formatShort } from "@/lib/money";
import { fillOf, hueOf } from "@/lib/names";
import { useJarDrag } from "./use-jar-drag";

interface Props {
  readonly jars: readonly Jar[];
  readonly onOpen: (id: string) => void;
  readonly onMove: (from: string, to: string) => void;
}

/** What moved this month, in short: "+4,6 tr · −239 k". */
function flows(jar: Jar, locale: Locale): string {
  const parts = [jar.month_in.amount ? `+${formatShort(jar.month_in, locale)}` : "", jar.month_out.amount ? `\u2212${formatShort(jar.month_out, locale)}` : ""];
  return parts.filter(Boolean).join(" · ");
}

/** All jars. A tap opens one; dragging one onto another begins a move. */
export function Shelf({ jars, onOpen, onMove }: Props) {
  const t = useTranslations("jars");
  const locale = useLocale();
  const shelf = useRef<HTMLUListElement>(null);
  const drag = useJarDrag(shelf, onMove);
  return (
    <ul ref={shelf} className="grid grid-cols-2 gap-y-6 sm:grid-cols-3 lg:grid-cols-4 xl:grid-cols-6">
      {jars.map((jar) => {
        const over = jar.balance.amount < 0;
        return (
          <li key={jar.jar_id} className="min-w-0">
            <button
              type="button"
              data-jar-id={jar.jar_id}
              data-jar={jar.key || jar.name}
              onPointerDown={(event) => drag.start(event, jar.jar_id)}
              onClick={() => !drag.justDragged() && onOpen(jar.jar_id)}
              className={cn("group grid w-full touch-pan-y justify-items-center rounded-2xl select-none", drag.over === jar.jar_id && "bg-clay-wash ring-2 ring-clay")}
            >
              <JarPicture
                fill={fillOf(jar)}
                hue={hueOf(jar)}
                overspent={over}
                className={cn("pointer-events-none w-[min(9rem,72%)] transition-transform group-hover:-translate-y-1", drag.from === jar.jar_id && "opacity-50")}
              />
              <span aria-hidden className="shelf -mt-2 h-2.5 w-full" />
              <Amount money={jar.balance} className={cn("mt-2 text-lead font-bold", over && "text-lotus", formatMoney(jar.balance).length > 16 && "text-small")} />
              <span className="line-clamp-2 px-2">{jar.name}</span>
              {over ? <span className="text-small font-semibold text-lotus">{t("over")}</span> : null}
              <span className="figures min-h-5 text-small text-soft">{flows(jar, locale)}</span>
            </button>
          </li>
        );
      })}
      {drag.ghost ? (
        <li aria-hidden className="pointer-events-none fixed z-50 size-9 -translate-x-1/2 -translate-y-1/2 rounded-full border-2 border-amber bg-[var(--jar-marigold)] shadow-lift" style={drag.ghost} />
      ) : null}
    </ul>
  );
}
