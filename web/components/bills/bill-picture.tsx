"use client";

import { ImageOff } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { isShown, padded } from "@/lib/bills/boxes";
import type { Box } from "@/lib/api/schema";
import { cn } from "@/lib/classes";

/** How a box looks: proven by the sum, in need of a look, or the one that breaks it. */
export type Mark = "sure" | "look" | "breaks";

export interface MarkedBox {
  readonly id: string;
  readonly box: Box | null;
  readonly mark: Mark;
}

interface Props {
  readonly url: string;
  readonly original: string;
  readonly page: number;
  readonly boxes: readonly MarkedBox[];
  readonly chosen: string | null;
  readonly onChoose: (id: string) => void;
}

const LOOKS: Readonly<Record<Mark, string>> = {
  sure: "fill-[color-mix(in_oklch,var(--leaf)_10%,transparent)] stroke-[var(--leaf)]",
  look: "fill-[color-mix(in_oklch,var(--amber)_14%,transparent)] stroke-[var(--amber)]",
  breaks: "fill-[color-mix(in_oklch,var(--lotus)_18%,transparent)] stroke-[var(--lotus)]",
};

/** The bill as it was photographed, with what was read outlined on it. The list beside it does the same by keyboard. */
export function BillPicture({ url, original, page, boxes, chosen, onChoose }: Props) {
  const t = useTranslations("bills");
  const [broken, setBroken] = useState(false);
  const frame = useRef<HTMLDivElement>(null);
  const shown = boxes.filter(({ box }) => isShown(box) && box.page === page);
  useEffect(() => {
    frame.current?.querySelector(`[data-box="${chosen ?? ""}"]`)?.scrollIntoView({ block: "nearest", behavior: "smooth" });
  }, [chosen]);
  if (broken) {
    return (
      <div className="grid justify-items-center gap-2 rounded-2xl bg-sunken p-6 text-center text-soft">
        <ImageOff aria-hidden className="size-8" />
        <p>{t("no_picture")}</p>
        <a href={original} download className="grid min-h-11 place-items-center rounded-xl px-3 font-semibold text-clay-strong underline underline-offset-4">
          {t("download")}
        </a>
      </div>
    );
  }
  return (
    <div ref={frame} className="relative overflow-hidden rounded-2xl border bg-sunken">
      {/* eslint-disable-next-line @next/next/no-img-element -- a household's own picture, behind its session */}
      <img src={url} alt={t("picture_of", { page: page + 1 })} onError={() => setBroken(true)} className="block w-full" />
      <svg aria-hidden className="absolute inset-0 size-full" viewBox="0 0 100 100" preserveAspectRatio="none">
        {shown.map(({ id, box, mark }) => {
          const { left, top, right, bottom } = padded(box!, 0.004);
          return (
            <rect
              key={id}
              data-box={id}
              x={left * 100}
              y={top * 100}
              width={(right - left) * 100}
              height={(bottom - top) * 100}
              rx={0.6}
              onClick={() => onChoose(id)}
              vectorEffect="non-scaling-stroke"
              strokeWidth={id === chosen ? 3.5 : 1.5}
              className={cn("cursor-pointer", LOOKS[mark], id === chosen && "stroke-[var(--clay)]")}
            />
          );
        })}
      </svg>
    </div>
  );
}
